"""The files that tidy looks at: their text, their code without comments and strings, and where what stands."""

import dataclasses
import functools
import os
import pathlib
import re

FOLDERS = ("src", "fuzz", "bench", "tests", "tools", "web", "api", "layouts", "cmake", "docs", ".ci")
ROOT_FILES = ("CMakeLists.txt", "CMakePresets.json", "Makefile", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
SKIPPED = {"node_modules", "__pycache__", "dist", "corpus", "fonts", "build", "generated"}
TEXT_ENDINGS = {".cpp", ".hpp", ".py", ".sh", ".txt", ".cmake", ".json", ".md", ".yaml", ".yml", ".toml", ".sql", ".csv", ".ts", ".tsx",
                ".js", ".mjs", ".css", ".html", ".graphql", ".php", ".cs", ""}
SIZE_MAX = 4 * 1024 * 1024


@dataclasses.dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and what would be right."""

    path: str
    line: int
    rule: str
    what: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.what}"


@dataclasses.dataclass(frozen=True)
class Literal:
    """A string of the code, without its quotes."""

    line: int
    text: str


_TOKEN = re.compile(
    r"""(?P<line_comment>//[^\n]*)
      | (?P<block_comment>/\*.*?\*/)
      | (?P<raw>(?:u8|u|U|L)?R"(?P<mark>[^()\\\s]{0,16})\((?P<raw_text>.*?)\)(?P=mark)")
      | (?P<string>"(?:[^"\\\n]|\\.)*")
      | (?P<number>\b[0-9](?:[0-9a-zA-Z.]|'[0-9a-fA-F])*)
      | (?P<character>'(?:[^'\\\n]|\\.)+')""", re.VERBOSE | re.DOTALL)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


class SourceFile:
    """`path` is relative to the root, with '/' between folders."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.lines = text.split("\n")

    @property
    def name(self):
        return self.path.rsplit("/", 1)[-1]

    @property
    def ending(self):
        return pathlib.PurePosixPath(self.path).suffix

    @property
    def is_cpp(self):
        return self.ending in (".cpp", ".hpp")

    @property
    def is_test(self):
        return bool(re.search(r"_test\.cpp$|_(fake|fixture)\.(cpp|hpp)$", self.name))

    @property
    def room(self):
        """The room of a file below src/, else empty."""
        parts = self.path.split("/")
        return parts[1] if parts[0] == "src" and len(parts) > 2 else ""

    @functools.cached_property
    def _scanned(self):
        strings = []
        comments = []

        def replace(match):
            line = self.text.count("\n", 0, match.start()) + 1
            if match.group("number"):
                return match.group()
            if match.group("line_comment") or match.group("block_comment"):
                comments.append(Literal(line, match.group()))
                return _blank(match.group())
            if match.group("raw"):
                strings.append(Literal(line, match.group("raw_text")))
                return '"' + _blank(match.group()[1:-1]) + '"'
            if match.group("string"):
                strings.append(Literal(line, match.group()[1:-1]))
            return match.group()[0] + _blank(match.group()[1:-1]) + match.group()[0]

        code = _TOKEN.sub(replace, self.text)
        return code, strings, comments

    @property
    def code(self):
        """The C++ text, as long as `text`, with comments and the insides of strings blank."""
        return self._scanned[0]

    @property
    def strings(self):
        return self._scanned[1]

    @property
    def comments(self):
        return self._scanned[2]

    def line_at(self, place):
        return self.text.count("\n", 0, place) + 1


class Tree:
    """All files, in order of path."""

    def __init__(self, files):
        self.files = sorted(files, key=lambda file: file.path)

    def file(self, path):
        return next((file for file in self.files if file.path == path), None)

    def cpp(self, below=""):
        return [file for file in self.files if file.is_cpp and file.path.startswith(below)]

    @classmethod
    def of(cls, texts):
        """A tree of {path: text}, for tests."""
        return cls(SourceFile(path, text) for path, text in texts.items())

    @classmethod
    def read(cls, root):
        root = pathlib.Path(root)
        paths = [root / name for name in ROOT_FILES if (root / name).is_file()]
        for folder in FOLDERS:
            for place, folders, names in os.walk(root / folder):
                folders[:] = sorted(each for each in folders if each not in SKIPPED)
                paths.extend(pathlib.Path(place) / name for name in names)
        files = []
        for path in paths:
            if path.suffix not in TEXT_ENDINGS or path.is_symlink() or path.stat().st_size > SIZE_MAX:
                continue
            try:
                files.append(SourceFile(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")))
            except (UnicodeDecodeError, FileNotFoundError):
                continue  # Bytes that are not text, or a file that went while we looked.
        return cls(files)
