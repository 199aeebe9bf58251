// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.published;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is API has a comment. Javadoc's own check would ask for a {@code @param} and a
 * {@code @return} too where a sentence has said it.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommentsIT {

  static List<PublishedArtifact> libraries() throws IOException {
    return PublishedArtifact.libraries();
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void every_type_member_and_component_has_one(PublishedArtifact library) throws Exception {
    List<String> api = library.apiPackages().stream().map(name -> name.replace('.', '/')).toList();
    List<JavaFileObject> sources = new ArrayList<>();
    for (Map.Entry<String, String> source : library.sources().entrySet()) {
      if (api.contains(source.getKey().substring(0, source.getKey().lastIndexOf('/')))) {
        sources.add(new Source(source.getKey(), source.getValue()));
      }
    }
    JavacTask javac =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, sources);
    Scanner scanner = new Scanner(DocTrees.instance(javac));
    for (CompilationUnitTree file : javac.parse()) {
      scanner.scan(file, file.getSourceFile().getName());
    }
    assertEquals(List.of(), scanner.missing);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("string:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Looks at what is public or protected, and goes no deeper than that. */
  private static final class Scanner extends TreePathScanner<Void, String> {
    final List<String> missing = new ArrayList<>();
    private final DocTrees comments;

    Scanner(DocTrees comments) {
      this.comments = comments;
    }

    @Override
    public Void visitClass(ClassTree type, String file) {
      if (!isOpen(type.getModifiers())) {
        return null;
      }
      Optional<String> comment = comment(type.getModifiers(), file, type.getSimpleName());
      if (type.getKind() == Tree.Kind.RECORD) {
        for (Tree member : type.getMembers()) {
          if (member instanceof VariableTree component
              && !component.getModifiers().getFlags().contains(Modifier.STATIC)
              && comment.filter(text -> text.contains("@param " + component.getName())).isEmpty()) {
            missing.add(file + ": " + component.getName());
          }
        }
      }
      return super.visitClass(type, file);
    }

    @Override
    public Void visitMethod(MethodTree method, String file) {
      if (isOpen(method.getModifiers())) {
        var unused = comment(method.getModifiers(), file, method.getName());
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, String file) {
      if (isOpen(field.getModifiers())) {
        var unused = comment(field.getModifiers(), file, field.getName());
      }
      return null;
    }

    private Optional<String> comment(ModifiersTree modifiers, String file, CharSequence name) {
      Optional<String> comment = Optional.ofNullable(comments.getDocComment(getCurrentPath()));
      boolean inherited =
          modifiers.getAnnotations().stream()
              .anyMatch(found -> found.getAnnotationType().toString().equals("Override"));
      if (comment.isEmpty() && !inherited) {
        missing.add(file + ": " + name);
      }
      return comment;
    }

    private boolean isOpen(ModifiersTree modifiers) {
      Set<Modifier> flags = modifiers.getFlags();
      return flags.contains(Modifier.PUBLIC)
          || flags.contains(Modifier.PROTECTED)
          || (isInInterface() && !flags.contains(Modifier.PRIVATE));
    }

    private boolean isInInterface() {
      return getCurrentPath().getParentPath() != null
          && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree outer
          && outer.getKind() == Tree.Kind.INTERFACE;
    }
  }
}
