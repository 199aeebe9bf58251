/**
 * Storage in sorted concurrent maps, for tests and for trying out. URL: {@code memory:}, a new and
 * empty storage each time it is opened. Not durable: what is in it is gone when it is closed. Holds
 * what fits into the heap, bytes of archives included. Begin with that URL, or with a {@link
 * dev.firn.adapter.memory.MemoryStorage}.
 */
package dev.firn.adapter.memory;
