/**
 * Multipart uploads in progress: what they are, the {@link dev.firn.domain.upload.UploadRepository}
 * that stores them, and the {@link dev.firn.domain.upload.MultipartUploads} operations, of which
 * listing is what Firn is built around. Begin with the operations; they give a {@link
 * dev.firn.domain.upload.MultipartUpload} when one is initiated or listed.
 */
package dev.firn.domain.upload;
