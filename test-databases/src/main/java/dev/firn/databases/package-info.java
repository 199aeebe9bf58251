/** Real database servers for tests. */
package dev.firn.databases;
