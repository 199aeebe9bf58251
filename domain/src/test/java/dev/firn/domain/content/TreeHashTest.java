// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tree hashes, against vectors that were computed by others. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TreeHashTest {
  private static final int MIB = 1 << 20;
  private static final int SIZE = 5_767_168;
  private static final String WHOLE =
      "3493387cee361be12e24da9c024bf3e2a55f81df464f6ae822209f79a92248f5";

  /** Byte i is i mod 251. */
  private static byte[] pattern(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i % 251);
    }
    return bytes;
  }

  private static List<TreeHash> parts(byte[] bytes, int partSize) {
    List<TreeHash> parts = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += partSize) {
      parts.add(
          TreeHash.of(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + partSize))));
    }
    return parts;
  }

  @ParameterizedTest
  @CsvSource({
    "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "1023, 1c5e88a585b61754df6137d66632a7348557a88358afc401b0a0a4fc427104a9",
    "1048575, 8b55c6a2d3444092a316985030e00c1e6f8608eaf912c896dee7c374d440ed11",
    "1048576, 631b84027d6b9e52b539c4e8373622d23032dfadc64d60af87339c9037e4f769",
    "1048577, a9c574ce937d2371daf87cdd0e75396b096d7f74a66c764e4c656bd12b2e7bf9",
    "2097152, bf4dff263ae686b64403208c35a3767e38453d6477e841947588d13d04e1d816",
    "2621440, 9b2474f7359f1464535323bfcd3254903843f74cd482d4b35b8e039bcc88c5bf",
    "3145728, 2e7d51c0ffe06ce95fe74beed9a4ab35d18837f4ab2a9f4f066a60359eb999a1",
    "4194304, c7d749cd55cefa8ed8fbc208202e18d019b7701f29886f7c5d662d77b3903833",
    "5242880, 1eccd0ca741241ce114bde6d24a8de044ccee139ef6651bec9006d2f558751ef",
    "5767168, 3493387cee361be12e24da9c024bf3e2a55f81df464f6ae822209f79a92248f5",
    "7340032, 8bfce57c6a4076b3e930e725fbaa00beeffff0f0d9a6491a89a53baa73b4810d",
    "8388608, be9e1b21179533d14e87f6e4767f32b1c17e8ffb5ffcf82d42eceacf8abda110",
    "9437184, 735778ee074b00799c6f73605701b403469ad34d02c8779a11607aea52dd9dc4"
  })
  void the_pattern_has_the_known_hash(int size, String hash) throws IOException {
    byte[] bytes = pattern(size);
    assertEquals(hash, TreeHash.of(bytes).hex());
    assertEquals(hash, TreeHash.of(new ByteArrayInputStream(bytes)).toString());
    if (size <= MIB) {
      assertEquals(hash, LinearHash.of(bytes).hex());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1048576, 30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58",
    "1048577, 28638dab8d5e1754a4ecb38b0ebe6df66c844f94aed142d4d0283d208bb786cd",
    "4194304, 27b557ba335a688f779a95e258a886ffa3b39b13533d6f9dcaa0497a2ed1fe18"
  })
  void zeros_have_the_known_hash(int size, String hash) {
    assertEquals(hash, TreeHash.of(new byte[size]).hex());
  }

  @Test
  void parts_have_the_known_hashes() {
    assertEquals(
        List.of(
            "631b84027d6b9e52b539c4e8373622d23032dfadc64d60af87339c9037e4f769",
            "729b9155f00261a681000ccd0ff20e750ed3d525b5b1e6fc961837a3bb666fd6",
            "c85ef98b88946506e2c5488c04b97d86b5ec214add104d4849a3145f5e49fd65",
            "fb424e06b1bcfa4abe6862ffbb279614d06fd76af7f0a9015d05943c19ff3bc7",
            "913ce5b1447d28935c8acc3bc64add33b4c092c1eda4d6913e42f41f57b73b11",
            "062d6b4d7d1110bf8db4796d722385f3aa81bd8cace7a6bb87a9651adfa3f172"),
        parts(pattern(SIZE), MIB).stream().map(TreeHash::hex).toList());
    assertEquals(
        List.of(
            "c7d749cd55cefa8ed8fbc208202e18d019b7701f29886f7c5d662d77b3903833",
            "496d4d95e43c393168f28a6532fd3e158a8477d949db92d5b7df78090fd5ec27"),
        parts(pattern(SIZE), 4 * MIB).stream().map(TreeHash::hex).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void parts_of_a_power_of_two_combine_to_the_whole(int mebibytes) {
    assertEquals(WHOLE, TreeHash.combined(parts(pattern(SIZE), mebibytes * MIB)).hex());
  }

  // Why part sizes are restricted.
  @Test
  void parts_of_another_size_combine_to_something_else() {
    String combined = TreeHash.combined(parts(pattern(SIZE), 3 * MIB)).hex();
    assertEquals("a44706bc", combined.substring(0, 8));
  }

  @Test
  void there_is_nothing_to_combine_without_parts() {
    assertThrows(IllegalArgumentException.class, () -> TreeHash.combined(List.of()));
  }

  @Test
  void it_does_not_matter_how_the_bytes_come() {
    byte[] bytes = pattern(SIZE);
    Random random = new Random(5);
    TreeHashing hashing = new TreeHashing();
    for (int from = 0; from < SIZE; ) {
      int length = Math.min(SIZE - from, random.nextInt(700_000));
      hashing.update(bytes, from, length);
      from += length;
    }
    assertEquals(WHOLE, hashing.finish().hex());
  }

  @Test
  void the_aligned_ranges_of_six_and_a_half_mebibytes_are_the_known_ones() {
    long size = 6 * MIB + MIB / 2;
    List<String> aligned = new ArrayList<>();
    for (long start = 0; start < 7; start++) {
      for (long end = start + 1; end <= 7; end++) {
        if (new RangeInBytes(start * MIB, Math.min(end * MIB, size) - 1).isTreeHashAligned(size)) {
          aligned.add(start + "," + end);
        }
      }
    }
    assertEquals("0,1 0,2 0,4 0,7 1,2 2,3 2,4 3,4 4,5 4,6 4,7 5,6 6,7", String.join(" ", aligned));
  }

  @ParameterizedTest
  @CsvSource({"1, 1048575", "0, 1048574", "0, 6815744", "6815744, 7340031", "524288, 1572863"})
  void a_range_that_is_not_of_whole_leaves_is_not_aligned(long first, long last) {
    assertFalse(new RangeInBytes(first, last).isTreeHashAligned(6 * MIB + MIB / 2));
  }

  @Test
  void an_aligned_range_of_a_file_has_the_hash_of_its_bytes(@TempDir Path folder)
      throws IOException {
    Path file = Files.write(folder.resolve("archive"), pattern(SIZE));
    assertEquals(WHOLE, TreeHash.of(file).hex());
    assertEquals(WHOLE, TreeHash.of(file, new RangeInBytes(0, SIZE - 1)).hex());
    assertEquals(
        "496d4d95e43c393168f28a6532fd3e158a8477d949db92d5b7df78090fd5ec27",
        TreeHash.of(file, new RangeInBytes(4 * MIB, SIZE - 1)).hex());
    assertThrows(
        IllegalArgumentException.class,
        () -> TreeHash.of(file, RangeInBytes.startingAt(MIB, 2 * MIB)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "G3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"})
  void what_is_not_a_hash_is_refused(String text) {
    assertTrue(TreeHash.parse(text).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> new TreeHash(text));
  }

  @Test
  void capital_digits_are_the_same() {
    assertEquals(new TreeHash(WHOLE), new TreeHash(WHOLE.toUpperCase(java.util.Locale.ROOT)));
  }
}
