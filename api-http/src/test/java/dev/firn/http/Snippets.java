// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** The programs in a document, taken out of it and compiled. */
final class Snippets {
  private static final String IMPORTS =
      """
      import dev.firn.adapter.jdbc.JdbcStorage;
      import dev.firn.domain.Firn;
      import dev.firn.domain.archive.*;
      import dev.firn.domain.content.*;
      import dev.firn.domain.job.*;
      import dev.firn.domain.page.*;
      import dev.firn.domain.settings.*;
      import dev.firn.domain.storage.*;
      import dev.firn.domain.upload.*;
      import dev.firn.domain.vault.*;
      import dev.firn.testkit.*;
      import java.io.*;
      import java.nio.file.*;
      import java.util.*;
      import java.util.stream.*;
      import javax.sql.DataSource;
      import org.junit.jupiter.api.io.TempDir;
      """;

  private Snippets() {}

  /** Returns the blocks of code in a language that a document has. */
  static List<String> in(Path document, String language) throws IOException {
    Matcher matcher =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(document));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }

  /** Compiles a class into a folder, and fails if it does not. */
  static void compile(Path folder, String name, String source) throws IOException {
    Path file = folder.resolve(name + ".java");
    Files.writeString(file, IMPORTS + source);
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "-cp",
                System.getProperty("java.class.path")
                    + System.getProperty("path.separator")
                    + folder,
                file.toString());
    assertEquals(0, status, errors.toString(UTF_8));
  }

  /** Returns what loads the classes in a folder. */
  static URLClassLoader loader(Path folder) throws IOException {
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}, Snippets.class.getClassLoader());
  }
}
