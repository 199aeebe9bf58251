// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.archive.Part;
import dev.firn.domain.job.Job;
import java.util.NavigableMap;

/**
 * A job, and the parts of what it retrieves by their first bytes.
 *
 * @param job the job
 * @param parts those of the archive, or that of the output; none if there is none yet
 */
record StoredJob(Job job, NavigableMap<Long, Part> parts) {}
