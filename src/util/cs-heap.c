/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-heap.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* One for the main thread, one that the others share. */
#define N_ARENAS 2

/**
 * cs_heap_share:
 *
 * Lets the threads of a program that works now and then share a heap, rather than keep one
 * each, full of holes, for as long as they live. For the first lines of a program, which
 * has no threads yet.
 */
void
cs_heap_share (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, N_ARENAS);
#endif
}

/**
 * cs_heap_trim:
 *
 * Gives the pages that nothing is in any more back to the system, and what is left in
 * them with it. The C library keeps them otherwise: after an answer and the widgets for it
 * that is a third of the heap. Takes about a millisecond, so it is for when nobody waits.
 */
void
cs_heap_trim (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}
