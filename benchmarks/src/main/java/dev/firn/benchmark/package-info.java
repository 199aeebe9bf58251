/**
 * What a page of a listing costs: {@link dev.firn.benchmark.Main} runs the JMH benchmarks of this
 * package and prints how the figures compare. {@code docs/performance.md} holds the last ones.
 */
package dev.firn.benchmark;
