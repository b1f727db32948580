package dev.cairn.index.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource({
        "src/A.java, java",
        "a/B.KT, kotlin",
        "lib.d/tool, text",
        "Makefile, make",
        "docker/Dockerfile, dockerfile",
        "build.gradle, gradle",
        "Gemfile, ruby",
        "x.h, c",
        "x.hpp, cpp",
        "a.unknown, text",
    })
    void aFileHasALanguageByItsName(String path, String id) {
        assertThat(Languages.of(path).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "#!/usr/bin/python3.11, python",
        "#!/usr/bin/env python3, python",
        "#!/usr/bin/env -S node --harmony, javascript",
        "#!/bin/bash -e, shell",
        "#! /bin/sh, shell",
        "#!/usr/bin/env FOO=1 ruby, ruby",
        "#!/usr/bin/perl, text",
        "#!, text",
        "# !/bin/sh, text",
    })
    void aScriptWithoutEndingHasTheLanguageOfItsInterpreter(String firstLine, String id) {
        assertThat(Languages.of("bin/tool", firstLine + "\nx\n").id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"tool.txt, text", "tool.py, python"})
    void theNameOfAFileCountsMoreThanItsFirstLine(String path, String id) {
        assertThat(Languages.of(path, "#!/bin/sh\n").id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"namespace a {}, cpp", "struct a;, c", "  public:, cpp", "int class_of(void);, c"})
    void aHeaderIsCppIfItHasWhatCHasNot(String line, String id) {
        assertThat(Languages.of("a.h", "#pragma once\n" + line + "\n").id()).isEqualTo(id);
    }
}
