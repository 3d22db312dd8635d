"""Look-alike workbooks in endless variants: number k of a file has the last digit of every price raised by k, so that prices tell whose they are."""

import io
import pathlib
import re
import zipfile


def raised(text, by, number):
    """`text` with each price that the pattern finds (group 2) raised by `by` in its last digit."""
    def raise_one(found):
        whole, part = found[2].split(".")
        value, scale = int(whole + part) + by, 10 ** len(part)
        return f"{found[1]}{value // scale}.{value % scale:0{len(part)}}"
    return re.sub(number, raise_one, text)


def variant_bytes(name, content, k):
    if name.endswith(".csv"):
        return raised(content.decode(), k, r"([ ,$])(0\.\d{5})\b").encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            inner = old.read(member)
            if member.filename.endswith(".csv"):
                inner = variant_bytes(member.filename, inner, k)
            elif "worksheets/" in member.filename:
                inner = raised(inner.decode(), k, r"(<v>)(\d\.\d+)\b").encode()
            new.writestr(member.filename, inner)
    return out.getvalue()


class Workbooks:
    def __init__(self, installation):
        self.originals = [pathlib.Path(file) for file in installation.look_alikes()]
        self.folder = installation.folder / "variants"
        self.folder.mkdir()

    def make(self, original, k):
        """The file's path. Its name ends in " v<k>", which `number_of` finds again."""
        path = self.folder / f"{original.stem} v{k}{original.suffix}"
        path.write_bytes(variant_bytes(original.name, original.read_bytes(), k))
        return path


def number_of(file_name):
    """The k of a file's name; None for another's."""
    found = re.search(r" v(\d+)\.\w+$", file_name)
    return int(found[1]) if found else None
