import 'afterword/define'
import 'afterword/vue'
import { createApp, ref } from 'vue'

const notes: Readonly<Record<string, { readonly title: string; readonly words: string }>> = {
  '/tea': { title: 'On tea', words: 'Water that has boiled twice has had all its ideas.' },
  '/rain': { title: 'On rain', words: 'It is only weather until somebody has to walk home in it.' },
}

const app = createApp({
  setup() {
    const path = ref('/tea')
    const count = ref(0)
    return {
      notes,
      path,
      count,
      ready: (event: HTMLElementEventMap['afterword-ready']) => (count.value = event.detail.count),
      posted: () => (count.value += 1),
    }
  },
  template: `
    <nav>
      <button v-for="(note, other) in notes" :key="other" type="button" :aria-pressed="other === path" @click="path = other">
        {{ note.title }}
      </button>
    </nav>
    <article>
      <h1>{{ notes[path].title }}</h1>
      <p>{{ notes[path].words }}</p>
      <p class="count">{{ count === 1 ? '1 comment' : count + ' comments' }}</p>
    </article>
    <!-- Without a server the comments stay in this browser. With one: server="https://comments.example.org" -->
    <afterword-comments :page="path" @afterword-ready="ready" @afterword-comment="posted"></afterword-comments>
  `,
})
app.config.compilerOptions.isCustomElement = (tag) => tag === 'afterword-comments'
app.mount('#root')
