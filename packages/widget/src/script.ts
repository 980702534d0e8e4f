/* oxlint-disable import/no-unassigned-import -- what these do is what the script is for */
/**
 * The script door: `<script type="module" src="…/afterword.js" data-server="…">` puts a thread where the tag
 * stands, or takes over the one that a server drew right before it. Its `data-*` are the element's attributes;
 * without `data-server` the server is where the script is from.
 *
 * It is one file with all that the first comments need (decision 0148). The order of these lines is the order of
 * what happens: the comments are asked for, then the code that draws them is run while they are on their way.
 */
import './request.ts'
import './define.ts'
