package dev.cairn.index.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.index.extract.Extractor;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.language.Languages;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionEditTest {

    private static final String JAVA =
            """
            package a;

            /** Doors. */
            class Door {
                private int count;

                /** Opens: see hello. */
                @Deprecated
                String open(String name) {
                    count++;
                    return hello(name) + other.hello(name);
                }

                String hello(String name) { return this.greet(name); }
                String greet(String name) {
                    int hello = 1;
                    return name + hello;
                }
                String greet(int number) {
                    return greet("" + number);
                }
                abstract void later();
            }
            """;

    @Test
    void aBodyIsReplacedAtItsDepthAndTheRestStays() {
        body("Door.java", JAVA, "Door.open", "count += 2;\nreturn name;")
                .isEqualTo(
                        JAVA.replace(
                                "        count++;\n        return hello(name) + other.hello(name);\n",
                                "        count += 2;\n        return name;\n"));
    }

    @Test
    void aBodyWithItsBracesIsTakenAsItIs() {
        body("Door.java", JAVA, "open", "{\n    return name;\n}")
                .contains("    String open(String name) {\n        return name;\n    }\n\n");
        body("Door.java", JAVA, "hello", "return name;")
                .contains("    String hello(String name) {\n        return name;\n    }\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.py|def f(a):\\n    \"\"\"Doc.\"\"\"\\n    return a\\n\\n\\ndef g():\\n    pass\\n|f|x = 1\\nreturn x|def f(a):\\n    x = 1\\n    return x\\n\\n\\ndef g():\\n    pass\\n",
                "a.py|class A:\\n    def f(self): return 1\\n|A.f|x = 2\\nreturn x|class A:\\n    def f(self): \\n        x = 2\\n        return x\\n",
                "a.rb|class A\\n  def f(a)\\n    a + 1\\n  end\\nend\\n|A.f|a + 2|class A\\n  def f(a)\\n    a + 2\\n  end\\nend\\n",
                "a.go|package a\\n\\nfunc F(a int) int {\\n\\treturn a\\n}\\n|F|return a + 1|package a\\n\\nfunc F(a int) int {\\n\\treturn a + 1\\n}\\n",
                "a.kt|fun f(a: Int) = a + 1\\n|f|a + 2|fun f(a: Int) = a + 2\\n",
                "a.ts|export const f = (a: number) => { return a; };\\n|f|return a + 1;|export const f = (a: number) => {\\n    return a + 1;\\n};\\n",
                "a.rs|impl A {\\n    fn f(&self) -> i32 {\\n        1\\n    }\\n}\\nstruct A;\\n|f|2|impl A {\\n    fn f(&self) -> i32 {\\n        2\\n    }\\n}\\nstruct A;\\n",
                "a.c|int f(int a)\\n{\\n  return a;\\n}\\n|f|return 2;|int f(int a)\\n{\\n  return 2;\\n}\\n",
                "a.cs|class A {\\n    int F() => 1;\\n    void G() { }\\n}\\n|A.G|F();|class A {\\n    int F() => 1;\\n    void G() {\\n        F();\\n    }\\n}\\n",
                "a.php|<?php\\nfunction f($a) {\\n    return $a;\\n}\\n|f|return 2;|<?php\\nfunction f($a) {\\n    return 2;\\n}\\n",
                "a.scala|object A {\\n  def f(a: Int): Int = {\\n    a\\n  }\\n}\\n|f|a + 1|object A {\\n  def f(a: Int): Int = {\\n    a + 1\\n  }\\n}\\n",
                "a.sh|f() {\\n  echo a\\n}\\n|f|echo b|f() {\\n  echo b\\n}\\n",
                "a.md|# A\\n\\nold\\n\\n# B\\n|A|new|# A\\n\\nnew\\n\\n# B\\n"
            })
    void bodiesOfEveryLanguageAreReplaced(
            String path, String before, String name, String body, String after) {
        String result = DefinitionEdit.in(path, plain(before)).withBody(name, plain(body));

        assertThat(result).isEqualTo(plain(after));
        assertThat(facts(path, result).problems())
                .hasSameSizeAs(facts(path, plain(before)).problems());
    }

    @Test
    void textIsInsertedBehindADefinition() {
        after("Door.java", JAVA, "open", "int twice() {\n    return 2;\n}")
                .contains(
                        "    }\n\n    int twice() {\n        return 2;\n    }\n\n    String hello(");
        after("Door.java", JAVA, "count", "private int other;")
                .contains("    private int count;\n    private int other;\n\n");
        after("a.py", "def f():\n    pass\n\n\ndef g():\n    pass\n", "f", "def h():\n    return 1")
                .isEqualTo(
                        "def f():\n    pass\n\n\ndef h():\n    return 1\n\n\ndef g():\n    pass\n");
        after("a.js", "function f() {\r\n}", "f", "function g() {\n}")
                .isEqualTo("function f() {\r\n}\r\n\r\nfunction g() {\r\n}\r\n");
        fails(() ->
                        DefinitionEdit.in("A.java", "class A { void f() {} }\n")
                                .withTextAfter("f", "int g;"))
                .hasMessageContaining("'}' follows on its last line");
    }

    @Test
    void aRenameFollowsTheUsesThatMeanTheDefinition() {
        String renamed = DefinitionEdit.in("Door.java", JAVA).renamed("Door.greet", "welcome");
        assertThat(renamed)
                .contains("this.welcome(name)")
                .contains("String welcome(String name)")
                .contains("String welcome(int number)")
                .contains("return welcome(\"\" + number)")
                .doesNotContain("greet");
    }

    @Test
    void localVariablesAndOtherObjectsKeepTheirNames() {
        String renamed = DefinitionEdit.in("Door.java", JAVA).renamed("hello", "hallo");
        assertThat(renamed)
                .contains("return hallo(name) + other.hello(name);")
                .contains("int hello = 1;", "return name + hello;")
                .contains("/** Opens: see hello. */");
        assertThat(new NewText.Rename("Door.hello", "hallo").notes(renamed))
                .singleElement()
                .asString()
                .contains("'hello' still stands in lines 7, 11, 16, 17 of this file");
    }

    @Test
    void aTypeIsRenamedWithItsConstructors() {
        String text = "class A {\n    A() {}\n    static A of() { return new A(); }\n}\n";
        assertThat(DefinitionEdit.in("A.java", text).renamed("A", "B"))
                .isEqualTo(text.replace('A', 'B'));
    }

    @Test
    void whatIsNotCertainIsRefused() {
        DefinitionEdit door = DefinitionEdit.in("Door.java", JAVA);
        fails(() -> door.withBody("greet", "return 1;"))
                .hasMessageContaining("'greet' names 2 definitions")
                .hasMessageContaining("a.Door.greet:15, a.Door.greet:19");
        assertThat(door.withBody("greet:19", "return \"\";"))
                .contains("(int number) {\n        return \"\";");
        fails(() -> door.withBody("later", "return;")).hasMessageContaining("has no body");
        fails(() -> door.withBody("close", "return;"))
                .hasMessageContaining("does not define 'close'; it defines a.Door:4");
        fails(() -> door.renamed("open", "name")).hasMessageContaining("has that name already");
        fails(() -> door.renamed("open", "two words")).hasMessageContaining("is not a name");
        fails(() ->
                        DefinitionEdit.in(
                                        "A.java",
                                        "class A { void f() {} class B { void f() {} } }\n")
                                .renamed("A.f", "g"))
                .hasMessageContaining("A.B.f:1 has the same name");
        fails(() -> DefinitionEdit.in("a.txt", "text\n").withBody("a", "b"))
                .hasMessageContaining("has no definitions");
    }

    private static AbstractStringAssert<?> body(
            String path, String text, String name, String body) {
        return assertThat(DefinitionEdit.in(path, text).withBody(name, body));
    }

    private static AbstractStringAssert<?> after(
            String path, String text, String name, String more) {
        return assertThat(DefinitionEdit.in(path, text).withTextAfter(name, more));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> fails(ThrowingCallable edit) {
        return assertThatThrownBy(edit).isInstanceOf(EditException.class);
    }

    private static SourceFacts facts(String path, String text) {
        try (Extractor extractor = new Extractor()) {
            return extractor.extract(Languages.of(path, text), path, text);
        }
    }

    private static String plain(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t");
    }
}
