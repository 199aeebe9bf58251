/**
 * Jobs, which retrieve archives and inventories, and the notices of their ends. Begin with {@link
 * dev.firn.domain.job.Job}.
 */
package dev.firn.domain.job;
