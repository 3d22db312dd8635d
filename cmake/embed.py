"""Writes a C++ source that carries files in the binary, through the assembler's .incbin, which costs no compile time."""

import argparse
import os
import pathlib


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--symbol", required=True)
    parser.add_argument("--base", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--directory", help="every file below this folder")
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()
    given = args.files
    if args.directory:
        given = [str(file) for file in pathlib.Path(args.directory).rglob("*") if file.is_file()]
    files = sorted(given, key=lambda file: os.path.relpath(file, args.base))
    out = pathlib.Path(args.out)
    out.parent.mkdir(parents=True, exist_ok=True)
    symbol = args.symbol
    out.with_suffix(".hpp").write_text(
        "#pragma once\n\n#include <span>\n\n#include \"values/embedded_file.hpp\"\n\n"
        f"namespace switchyard {{\nstd::span<const EmbeddedFile> embedded_{symbol}();\n}}\n")
    lines = [f'#include "embedded/{symbol}.hpp"\n\n#include <array>\n\n']
    for i, file in enumerate(files):
        label = f"switchyard_embedded_{symbol}_{i}"
        path = str(pathlib.Path(file).resolve()).replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'__asm__(".section .rodata\\n.balign 16\\n{label}:\\n.incbin \\"{path}\\"\\n{label}_end:\\n.byte 0\\n.previous\\n");\n'
                     .replace(f'\\"{path}\\"', f'\\"{path}\\"'))
        lines.append(f'extern "C" const char {label}[];\nextern "C" const char {label}_end[];\n')
    lines.append(f"\nnamespace switchyard {{\n\nstd::span<const EmbeddedFile> embedded_{symbol}() {{\n")
    lines.append(f"  static const std::array<EmbeddedFile, {len(files)}> files{{{{\n")
    for i, file in enumerate(files):
        label = f"switchyard_embedded_{symbol}_{i}"
        relative = os.path.relpath(file, args.base)
        lines.append(f'      {{"{relative}", {{{label}, static_cast<std::size_t>({label}_end - {label})}}}},\n')
    lines.append("  }};\n  return files;\n}\n\n}  // namespace switchyard\n")
    out.with_suffix(".cpp").write_text("".join(lines))


main()
