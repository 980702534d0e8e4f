import { defineConfig, passthroughImageService } from 'astro/config'

// No picture is made smaller here, so nothing native is needed to build it.
export default defineConfig({ image: { service: passthroughImageService() } })
