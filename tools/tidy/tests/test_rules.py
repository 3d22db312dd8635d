"""Each rule bites where it should and lets pass what is right."""

import pathlib
import subprocess
import sys
import tempfile
import textwrap
import unittest

FOLDER = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(FOLDER))

from rules import arrows, floating_point, headers, machine_paths, names, sizes, sql, surroundings, to_do  # noqa: E402
from source import SourceFile, Tree  # noqa: E402

# Words that a rule forbids are put together here, so that this file itself passes.
MARK = "TO" + "DO"


class RuleTest(unittest.TestCase):
    def bites(self, rule, path, text, line=1, says=""):
        found = list(rule.check(Tree.of({path: textwrap.dedent(text)})))
        self.assertEqual([each.line for each in found], [line], found)
        self.assertEqual(found[0].rule, rule.RULE)
        self.assertIn(says, found[0].what)

    def passes(self, rule, path, text):
        self.assertEqual(list(rule.check(Tree.of({path: textwrap.dedent(text)}))), [])


class Arrows(RuleTest):
    def test_a_room_includes_what_its_line_names(self):
        self.passes(arrows, "src/ports/a.cpp", '#include "ports/a.hpp"\n#include "values/id.hpp"\n#include <string>\n')
        self.bites(arrows, "src/values/a.cpp", '#include <string>\n#include "ports/clock.hpp"\n', 2, "values may not include ports")
        self.bites(arrows, "src/workbook/a.cpp", '#include "ports/log.hpp"\n')

    def test_a_business_module_sees_only_those_to_its_left(self):
        self.passes(arrows, "src/pricing/a.cpp", '#include "market/market.hpp"\n#include "workbook/grid.hpp"\n')
        self.bites(arrows, "src/market/a.cpp", '#include "pricing/pricing.hpp"\n', 1, "market may not include pricing")

    def test_modules_that_look_on_never_see_each_other(self):
        self.bites(arrows, "src/webhooks/a.cpp", '#include "notices/notices.hpp"\n')
        self.passes(arrows, "src/webhooks/a.cpp", '#include "contracting/contracting_events.hpp"\n')

    def test_only_public_headers_cross_a_border(self):
        self.bites(arrows, "src/pricing/a.cpp", '#include "market/market_store.hpp"\n', 1, "not public")
        self.passes(arrows, "src/pricing/a.cpp", '#include "market/alias_mappings.hpp"\n')

    def test_the_edge_of_a_module_may_use_http(self):
        self.passes(arrows, "src/market/rest_market.cpp", '#include "http/router.hpp"\n')
        self.passes(arrows, "src/pricing/sheets/rest_sheets.cpp", '#include "http/router.hpp"\n')
        self.passes(arrows, "src/contracting/graphql_contract.cpp", '#include "graphql/schema/object.hpp"\n')
        self.bites(arrows, "src/market/market_source.cpp", '#include "http/router.hpp"\n')
        self.bites(arrows, "src/market/rest_market.cpp", '#include "graphql/schema/object.hpp"\n')

    def test_adapters_take_ports_of_any_module(self):
        self.passes(arrows, "src/adapters/openssl/a.cpp", '#include "access/jose_port.hpp"\n#include "ports/clock.hpp"\n')
        self.bites(arrows, "src/adapters/openssl/a.cpp", '#include "access/caller.hpp"\n')

    def test_app_includes_everything_and_nobody_includes_app(self):
        self.passes(arrows, "src/app/a.cpp", '#include "market/market_store.hpp"\n#include "adapters/sqlite/sqlite_database.hpp"\n')
        self.bites(arrows, "src/http/a.cpp", '#include "app/installation.hpp"\n')

    def test_tests_may_use_fakes_and_adapters(self):
        self.passes(arrows, "src/market/a_test.cpp", '#include "adapters/test_databases_fake.hpp"\n#include "access/access_fixture_fake.hpp"\n')
        self.bites(arrows, "src/market/a.cpp", '#include "adapters/test_databases_fake.hpp"\n')

    def test_an_unknown_room_is_refused(self):
        self.bites(arrows, "src/http/a.cpp", '#include "misplaced.hpp"\n', 1, "no room")

    def test_foreign_headers_have_their_places(self):
        self.passes(arrows, "src/market/a.cpp", "#include <fmt/format.h>\n#include <vector>\n")
        self.bites(arrows, "src/market/a.hpp", "#include <fmt/format.h>\n")
        self.bites(arrows, "src/market/a.cpp", "#include <sqlite3.h>\n", 1, "may not stand here")
        self.bites(arrows, "src/market/a.cpp", "#include <boost/asio/post.hpp>\n")
        self.passes(arrows, "src/http/a.cpp", "#include <boost/asio/post.hpp>\n")
        self.bites(arrows, "src/market/a.cpp", "#include <some/library.h>\n")

    def test_the_page_prints_the_table(self):
        table = "room values:\nroom ports: values\n"
        tree = Tree.of({"tools/tidy/arrows.txt": table, "ARCHITECTURE.md": "# Rooms\n\n" + table})
        self.assertEqual(list(arrows.check(tree)), [])
        tree = Tree.of({"tools/tidy/arrows.txt": table, "ARCHITECTURE.md": "# Rooms\n\nroom values:\n"})
        self.assertEqual([each.path for each in arrows.check(tree)], ["ARCHITECTURE.md"])

    def test_a_table_that_is_not_understood_is_an_error(self):
        for text in ("room values", "rooms values:", "tests x: y", "house values: ports"):
            with self.assertRaises(ValueError):
                arrows.Table(text)


class FloatingPoint(RuleTest):
    def test_rooms_of_money_have_none(self):
        self.bites(floating_point, "src/pricing/a.cpp", "int x;\ndouble price;\n", 2)
        self.bites(floating_point, "src/values/a.hpp", "float x;\n")
        self.bites(floating_point, "src/market/a.cpp", "auto x = std::stod(text);\n")

    def test_words_in_comments_and_other_rooms_pass(self):
        self.passes(floating_point, "src/pricing/a.cpp", '// No double here.\nauto x = "float"; /* double */ int doubled;\n')
        self.passes(floating_point, "src/http/a.cpp", "double seconds;\n")


class Headers(RuleTest):
    def test_a_header_opens_with_its_purpose_and_is_included_once(self):
        self.passes(headers, "src/values/a.hpp", "// What it is for.\n#pragma once\n")
        self.bites(headers, "src/values/a.hpp", "#pragma once\n", 1, "purpose")
        self.bites(headers, "src/values/a.hpp", "// What it is for.\nint x();\n", 1, "#pragma once")

    def test_no_namespace_is_opened_in_a_header(self):
        self.bites(headers, "src/values/a.hpp", "// What.\n#pragma once\nusing namespace std;\n", 3)
        self.passes(headers, "src/values/a.hpp", "// What; using namespace std is not done.\n#pragma once\nusing std::swap;\n")
        self.passes(headers, "src/values/a.cpp", "using namespace std::literals;\n")


class MachinePaths(RuleTest):
    def test_a_place_on_one_machine_bites(self):
        for place in ("work/main", "home/ann", "Users/ann", "root/key"):
            self.bites(machine_paths, "docs/a.md", f"First.\nSee /{place} for it.\n", 2)

    def test_web_paths_and_relative_ones_pass(self):
        self.passes(machine_paths, "docs/a.md", "https://example.com/home/x and build/home/x and ./data and /v1/prices and /tmp/x\n")


class Names(RuleTest):
    def test_drawers_bite(self):
        self.bites(names, "src/values/string_utils.cpp", "", 1, "'utils'")
        self.bites(names, "src/common/a.cpp", "")
        self.bites(names, "web/portal/helper.ts", "")
        self.bites(names, "src/app/session-manager.hpp", "")

    def test_words_that_only_look_alike_pass(self):
        self.passes(names, "src/values/uncommon.cpp", "")
        self.passes(names, "src/pricing/rate_book.cpp", "")


class Sizes(RuleTest):
    @staticmethod
    def body(lines):
        return "  f();\n" * lines

    def test_a_long_function_bites_at_its_head(self):
        self.bites(sizes, "src/app/a.cpp", "namespace a {\nvoid long_one(int x,\n  int y) {\n" + self.body(69) + "}\n}\n", 2, "72 lines")
        self.passes(sizes, "src/app/a.cpp", "void right(int x) {\n" + self.body(68) + "}\n")

    def test_methods_constructors_and_tests_count(self):
        self.bites(sizes, "src/app/a.cpp", "class A {\n public:\n  int get() const noexcept override {\n" + self.body(70) + "  }\n};\n", 3)
        self.bites(sizes, "src/app/a.cpp", "A::A(int x) : x_(x), y_(f(x)) {\n" + self.body(70) + "}\n")
        self.bites(sizes, "src/app/a.cpp", "A::A(int x) : x_{x}, y_{f(x)} {\n" + self.body(70) + "}\n")
        self.bites(sizes, "src/app/a_test.cpp", "TEST(A, B) {\n" + self.body(70) + "}\n")

    def test_containers_and_tables_do_not_count(self):
        self.passes(sizes, "src/app/a.cpp", "namespace a {\n" + "void f() {\n}\n" * 60 + "}\n")
        self.passes(sizes, "src/app/a.cpp", "constexpr int kTable[] = {\n" + "  1,\n" * 100 + "};\n")
        self.passes(sizes, "src/app/a.cpp", "class A {\n" + "  void f();\n" * 100 + "};\n")

    def test_braces_in_strings_comments_and_directives_do_not_count(self):
        self.passes(sizes, "src/app/a.cpp", "#define OPEN {\nvoid f() {\n  g(\"{\", '{', R\"({)\"); // {\n}\n" + "void h() {\n}\n" * 60)

    def test_a_long_file_gives_a_reason(self):
        self.bites(sizes, "src/app/a.cpp", "int x;\n" * 401, 1, "401 lines")
        self.passes(sizes, "src/app/a.cpp", "int x;\n" * 400)
        self.passes(sizes, "src/app/a.cpp", "// Longer than 400 lines because the table is one.\n" + "int x;\n" * 400)
        self.bites(sizes, "web/portal/a.ts", "let x;\n" * 401)
        self.passes(sizes, "docs/a.md", "x\n" * 900)


class Sql(RuleTest):
    def test_statements_stand_in_stores(self):
        self.bites(sql, "src/market/a.cpp", 'int x;\nauto s = "SELECT code FROM utilities";\n', 2)
        self.bites(sql, "src/market/a.cpp", 'auto s = R"(\n  INSERT INTO a (b) VALUES ($1))";\n')
        self.bites(sql, "src/app/a.cpp", 'auto s = "DELETE FROM a";\n')
        self.passes(sql, "src/market/market_store.cpp", 'auto s = "SELECT code FROM utilities";\n')
        self.passes(sql, "src/adapters/sqlite/a.cpp", 'auto s = "PRAGMA journal_mode = WAL";\n')
        self.passes(sql, "src/market/a_test.cpp", 'auto s = "SELECT count(*) FROM a";\n')

    def test_words_that_begin_a_sentence_pass(self):
        self.passes(sql, "src/market/a.cpp", 'auto s = "Select a utility."; auto t = "UPDATE"; auto u = "Insert into it"; // SELECT x FROM y\n')


class Surroundings(RuleTest):
    def test_time_randomness_and_environment_are_asked_in_one_place(self):
        for asked in ("std::chrono::system_clock::now()", 'std::getenv("X")', "std::random_device{}()", "std::chrono::steady_clock::now()", "std::mt19937 g(1)"):
            self.bites(surroundings, "src/market/a.cpp", f"\nauto x = {asked};\n", 2)
            self.passes(surroundings, "src/app/a.cpp", f"auto x = {asked};\n")
            self.passes(surroundings, "src/adapters/system/a.cpp", f"auto x = {asked};\n")

    def test_a_clock_that_was_given_may_be_asked(self):
        self.passes(surroundings, "src/market/a.cpp", "auto x = clock_.now(); auto y = random.fill(bytes); // getenv\n")

    def test_tests_repeat_themselves(self):
        self.passes(surroundings, "src/market/a_test.cpp", "std::mt19937 g(7); auto limit = std::chrono::steady_clock::now();\n")
        self.bites(surroundings, "src/market/a_test.cpp", "std::random_device d;\n")
        self.bites(surroundings, "src/market/a_test.cpp", "auto x = std::chrono::system_clock::now();\n")


class ToDo(RuleTest):
    def test_a_promise_names_its_kind(self):
        self.bites(to_do, "src/market/a.cpp", f"int x;\n// {MARK}: later\n", 2)
        self.bites(to_do, "src/market/a.cpp", "// FIX" + "ME this\n")
        self.passes(to_do, "src/market/a.cpp", f"// {MARK}(perf): one look-up a row.\n")
        self.passes(to_do, "tools/a.py", f"# {MARK}(security): pin it.\n")


class Reading(unittest.TestCase):
    def test_code_keeps_its_places(self):
        file = SourceFile("src/a/a.cpp", 'int a = 1\'000; // x "y"\nauto s = "//no"; /* {\n} */ char c = \'"\';\n')
        self.assertEqual(len(file.code), len(file.text))
        self.assertEqual([each.text for each in file.strings], ["//no"])
        self.assertNotIn("{", file.code)
        self.assertIn("1'000", file.code)

    def test_the_command_says_place_and_rule_and_fails(self):
        with tempfile.TemporaryDirectory() as root:
            place = pathlib.Path(root) / "src" / "values"
            place.mkdir(parents=True)
            (place / "a.cpp").write_text("double x;\n", encoding="utf-8")
            run = subprocess.run([sys.executable, FOLDER / "tidy.py", root], capture_output=True, text=True, check=False)
            self.assertEqual(run.returncode, 1)
            self.assertTrue(run.stdout.startswith("src/values/a.cpp:1: floating-point: "), run.stdout)
            (place / "a.cpp").write_text("int x;\n", encoding="utf-8")
            self.assertEqual(subprocess.run([sys.executable, FOLDER / "tidy.py", root], capture_output=True, check=False).returncode, 0)
            self.assertEqual(subprocess.run([sys.executable, FOLDER / "tidy.py", "--fix"], capture_output=True, check=False).returncode, 2)


if __name__ == "__main__":
    unittest.main()
