import 'afterword/define'
import { mount } from 'svelte'
import Notes from './notes.svelte'

const target = document.querySelector('#root')
if (target !== null) mount(Notes, { target })
