/**
 * Firn for the tests of programs that talk to Glacier. {@link dev.firn.junit.WithFirn} on a JUnit
 * Jupiter test starts one in the process of the test, on a free port; {@link
 * dev.firn.junit.LocalFirn} is what the test is given then: an endpoint and a key for the program,
 * the {@link dev.firn.domain.Firn} behind them, and a {@link dev.firn.junit.MovableClock} by which
 * a day passes in no time.
 *
 * <p>It runs with JUnit Jupiter 5.12 and later, 6 among them, and brings none along.
 */
package dev.firn.junit;
