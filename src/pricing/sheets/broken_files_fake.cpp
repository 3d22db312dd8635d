#include "pricing/sheets/broken_files_fake.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "ports/random_fake.hpp"
#include "values/decimal.hpp"
#include "workbook/csv_writer.hpp"
#include "workbook/xlsx_writer.hpp"
#include "workbook/zip_writer.hpp"

namespace switchyard::pricing {
namespace {

const std::vector<std::string> kMonths = {"12/1/2026", "1/1/2027", "2/1/2027", "3/1/2027"};
const std::vector<std::string> kMonthWords = {"Dec-26 Start", "Jan-27 Start", "Feb-27 Start", "Mar-27 Start"};

std::string price_text(std::int64_t micros, int digits_before) {
  return Decimal::from_parts(digits_before > 0 ? micros * 100 : micros, 6)->shortest_text();
}

std::int64_t micros_of(const std::string& text, int digits_before) {
  const auto number = Decimal::parse(text);
  const auto scaled = number ? number->rescaled(digits_before > 0 ? 4 : 6, Rounding::half_even) : number;
  return scaled ? scaled->coefficient() : 0;
}

std::string csv_of(const TableFake& table) {
  std::string out;
  for (const auto& row : table.cells) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool quoted = row[i].find_first_of(",\"\n") != std::string::npos;
      out += fmt::format("{}{}{}{}", i == 0 ? "" : ",", quoted ? "\"" : "", row[i], quoted ? "\"" : "");
    }
    out += "\n";
  }
  return out;
}

bool is_number(const std::string& text) { return !text.empty() && text.find_first_not_of("0123456789.-") == std::string::npos && Decimal::parse(text).has_value(); }

void fill(workbook::SheetWriter& sheet, const TableFake& table) {
  for (std::uint32_t row = 0; row < table.cells.size(); ++row) {
    for (std::uint32_t column = 0; column < table.cells[row].size(); ++column) {
      const std::string& text = table.cells[row][column];
      if (text.empty()) continue;
      if (text.front() == '#') sheet.error({row, column}, text);
      else if (is_number(text)) sheet.number({row, column}, text, {.number_format = column < 7 ? "" : "0.000"});
      else sheet.text({row, column}, text);
    }
  }
}

class Breaker {
 public:
  explicit Breaker(const LookAlike& sound) : sound_(sound) {}

  std::vector<BrokenFile> all() && {
    prices();
    bands_and_months();
    heads_and_columns();
    rows();
    words_and_dates();
    if (sound_.form == FileForm::xlsx) worksheets();
    bytes();
    return std::move(broken_);
  }

 private:
  using Change = std::function<void(LookAlike&)>;

  BrokenFile& add(const std::string& what, const Change& change) {
    LookAlike file = sound_;
    change(file);
    return add_bytes(what, bytes_of(file));
  }
  BrokenFile& add_bytes(const std::string& what, std::string bytes) {
    broken_.push_back({.what = fmt::format("{}: {}", sound_.name, what), .file_name = sound_.name, .bytes = std::move(bytes)});
    return broken_.back();
  }
  [[nodiscard]] std::int64_t micros(const std::string& text) const { return micros_of(text, sound_.price_digits_before); }

  void prices() {
    const std::size_t first = sound_.head_row + 1;
    for (std::size_t row = first; row < sound_.table.cells.size(); row += 2) {
      const std::size_t column = sound_.first_price_column + row % (sound_.table.cells[row].size() - sound_.first_price_column);
      const std::string was = sound_.table.cells[row][column];
      const auto put = [&](const std::string& name, const std::string& text) -> BrokenFile& {
        return add(fmt::format("{} at row {}, column {}", name, row + 1, column + 1), [&](LookAlike& file) { file.table.at(row, column) = text; });
      };
      const std::int64_t value = micros(was);
      put("ten times as much", price_text(value * 10, sound_.price_digits_before));
      put("a tenth", price_text(value / 10, sound_.price_digits_before));
      put("a hundred times as much", price_text(value * 100, sound_.price_digits_before));
      put("half as much again and more", price_text(value * 16 / 10, sound_.price_digits_before)).only_drift = true;
      put("negative", "-" + was);
      put("blank", "");
      put("#REF!", "#REF!");
      put("a word", "call");
      put("with two points", was + ".5");
      // Money as text says the same price.
      put("as money in text", "$" + was);
      const std::size_t other = row + 1 < sound_.table.cells.size() ? row + 1 : first;
      auto& swapped = add(fmt::format("the prices at rows {} and {} swapped", row + 1, other + 1),
                          [&](LookAlike& file) { std::swap(file.table.at(row, column), file.table.at(other, column)); });
      swapped.also_allowed = {micros(sound_.table.cells[row][column]), micros(sound_.table.cells[other][column])};
    }
  }

  void bands_and_months() {
    for (std::size_t row = sound_.head_row + 1; row < sound_.table.cells.size(); row += 3) {
      if (sound_.band_column > 0) {
        for (const char* band : {"0-9999", "100-99999", "0-199999", "150000-249999", "100000-24999", "0 - ", "ten"}) {
          if (sound_.table.cells[row][sound_.band_column] == band) continue;
          add(fmt::format("band \"{}\" at row {}", band, row + 1), [&](LookAlike& file) { file.table.at(row, file.band_column) = band; }).only_drift = std::string(band) == "100-99999";
        }
      }
      add(fmt::format("a month that is none at row {}", row + 1), [&](LookAlike& file) { file.table.at(row, file.start_column) = "soon"; });
    }
    if (sound_.band_column == 0) {
      for (std::size_t column = sound_.first_price_column; column < sound_.table.cells[sound_.head_row].size(); ++column) {
        for (const char* band : {"0 to 5,000 kWh", "70,000 to 200,000 kWh", "50,001 to 900,000 kWh", "50,001 to 200,000 MWh", "1 to 2", "kWh"}) {
          add(fmt::format("header \"{}\" in column {}", band, column + 1), [&](LookAlike& file) { file.table.at(file.head_row, column) = band; });
        }
      }
    }
    const auto& months = sound_.form == FileForm::xlsx ? kMonthWords : kMonths;
    add("a month left out", [&](LookAlike& file) { std::erase_if(file.table.cells, [&](const auto& row) { return row.size() > file.start_column && row[file.start_column] == months[1]; }); });
    auto& skipped = add("a month named as the one after", [&](LookAlike& file) {
      for (auto& row : file.table.cells) {
        if (row.size() > file.start_column && row[file.start_column] == months[3]) row[file.start_column] = sound_.form == FileForm::xlsx ? "Apr-27 Start" : "4/1/2027";
      }
    });
    skipped.new_keys_allowed = true;
    add("a month named as the one before", [&](LookAlike& file) {
      for (auto& row : file.table.cells) {
        if (row.size() > file.start_column && row[file.start_column] == months[2]) row[file.start_column] = months[1];
      }
    });
  }

  void heads_and_columns() {
    const std::size_t width = sound_.table.cells[sound_.head_row].size();
    for (std::size_t column = 0; column < width; ++column) {
      add(fmt::format("header of column {} gone", column + 1), [&](LookAlike& file) { file.table.at(file.head_row, column).clear(); });
      add(fmt::format("header of column {} renamed", column + 1), [&](LookAlike& file) { file.table.at(file.head_row, column) += " (new)"; });
      add(fmt::format("column {} gone", column + 1), [&](LookAlike& file) {
        for (auto& row : file.table.cells) {
          if (row.size() > column) row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
        }
      });
      add(fmt::format("headers from column {} on moved right", column + 1), [&](LookAlike& file) {
        auto& head = file.table.cells[file.head_row];
        head.insert(head.begin() + static_cast<std::ptrdiff_t>(column), "");
      });
      // A column that nobody knows, put in whole, takes nothing away.
      add(fmt::format("an empty column before column {}", column + 1), [&](LookAlike& file) {
        for (auto& row : file.table.cells) {
          if (row.size() > column) row.insert(row.begin() + static_cast<std::ptrdiff_t>(column), "");
        }
      });
      add(fmt::format("the cells below header {} moved down", column + 1), [&](LookAlike& file) {
        for (std::size_t row = file.table.cells.size() - 1; row > file.head_row + 1; --row) file.table.at(row, column) = file.table.at(row - 1, column);
        file.table.at(file.head_row + 1, column).clear();
      }).any_close_price = true;
    }
    add("no header row", [](LookAlike& file) { file.table.cells.erase(file.table.cells.begin() + static_cast<std::ptrdiff_t>(file.head_row)); });
    add("the header row twice", [](LookAlike& file) { file.table.cells.insert(file.table.cells.begin() + static_cast<std::ptrdiff_t>(file.head_row), file.table.cells[file.head_row]); });
    add("no rows", [](LookAlike& file) { file.table.cells.resize(file.head_row + 1); });
    add("nothing at all", [](LookAlike& file) { file.table.cells.assign(1, {""}); });
    add("a third of the rows", [](LookAlike& file) { file.table.cells.resize(file.head_row + 1 + (file.table.cells.size() - file.head_row) / 3); });
  }

  void rows() {
    for (std::size_t row = sound_.head_row + 1; row < sound_.table.cells.size(); row += 4) {
      add(fmt::format("row {} twice", row + 1), [&](LookAlike& file) { file.table.cells.push_back(file.table.cells[row]); });
      add(fmt::format("row {} again with other prices", row + 1), [&](LookAlike& file) {
        auto copy = file.table.cells[row];
        for (std::size_t i = file.first_price_column; i < copy.size(); ++i) copy[i] = price_text(micros(copy[i]) + 1000, file.price_digits_before);
        file.table.cells.push_back(copy);
      });
      add(fmt::format("row {} one cell to the right", row + 1), [&](LookAlike& file) { file.table.cells[row].insert(file.table.cells[row].begin(), ""); });
      add(fmt::format("row {} one cell to the left", row + 1), [&](LookAlike& file) { file.table.cells[row].erase(file.table.cells[row].begin()); });
      add(fmt::format("row {} empty", row + 1), [&](LookAlike& file) { file.table.cells[row].assign(file.table.cells[row].size(), ""); });
    }
  }

  void words_and_dates() {
    for (std::size_t row = sound_.head_row + 1; row < sound_.table.cells.size(); row += 5) {
      // With its state DPL is one utility and no guess.
      for (const char* word : {"COMMED", "DPL", "", "Utility", "0.05"}) {
        add(fmt::format("utility \"{}\" at row {}", word, row + 1), [&](LookAlike& file) { file.table.at(row, file.utility_column) = word; }).new_keys_allowed = std::string(word) == "COMMED" || std::string(word) == "DPL";
      }
    }
    for (const char* date : {"", "soon", "11/24/2025", "11/24/2027", "1/1/1900", "13/45/2026", "=NOW()", "#REF!"}) {
      add(fmt::format("dated \"{}\"", date), [&](LookAlike& file) {
        if (file.date_cell.second == 0 && file.date_cell.first == 0) {
          for (std::size_t row = file.head_row + 1; row < file.table.cells.size(); ++row) file.table.at(row, 0) = date;
          return;
        }
        file.table.at(file.date_cell.first, file.date_cell.second) = fmt::format("Matrix prices of {} - good through 6PM on {}", date, date);
      });
    }
  }

  // As add, with the workbook's own calls.
  void workbook(const std::string& what, const std::function<void(workbook::XlsxWriter&, LookAlike&)>& write) {
    LookAlike file = sound_;
    workbook::XlsxWriter writer;
    write(writer, file);
    add_bytes(what, writer.bytes());
  }

  void worksheets() {
    workbook("the sheet hidden", [](workbook::XlsxWriter& writer, LookAlike& file) {
      writer.add_sheet("Notes").text({0, 0}, "see the other");
      auto& sheet = writer.add_sheet("Matrix");
      fill(sheet, file.table);
      sheet.hide();
    });
    workbook("the sheet twice, with other prices", [this](workbook::XlsxWriter& writer, LookAlike& file) {
      fill(writer.add_sheet("Matrix"), file.table);
      for (std::size_t row = file.head_row + 1; row < file.table.cells.size(); ++row) {
        for (std::size_t i = file.first_price_column; i < file.table.cells[row].size(); ++i) file.table.at(row, i) = price_text(micros(file.table.at(row, i)) + 2000, file.price_digits_before);
      }
      fill(writer.add_sheet("Matrix (2)"), file.table);
    });
    workbook("an old copy hidden", [this](workbook::XlsxWriter& writer, LookAlike& file) {
      fill(writer.add_sheet("Matrix"), file.table);
      for (std::size_t row = file.head_row + 1; row < file.table.cells.size(); ++row) file.table.at(row, file.first_price_column) = price_text(51'000, file.price_digits_before);
      auto& old = writer.add_sheet("Old");
      fill(old, file.table);
      old.hide();
    });
    workbook("the sheet renamed", [](workbook::XlsxWriter& writer, LookAlike& file) { fill(writer.add_sheet("Sheet1"), file.table); });
    workbook("prices without a stored value", [](workbook::XlsxWriter& writer, LookAlike& file) {
      auto& sheet = writer.add_sheet("Matrix");
      fill(sheet, file.table);
      for (std::uint32_t row = static_cast<std::uint32_t>(file.head_row) + 1; row < file.table.cells.size(); ++row) {
        sheet.formula({row, static_cast<std::uint32_t>(file.first_price_column)}, "[1]Costs!A1*1.1", "");
      }
    });
    workbook("headers merged", [](workbook::XlsxWriter& writer, LookAlike& file) {
      auto& sheet = writer.add_sheet("Matrix");
      fill(sheet, file.table);
      const auto row = static_cast<std::uint32_t>(file.head_row);
      const auto column = static_cast<std::uint32_t>(file.first_price_column);
      sheet.merge({.first = {row, column}, .last = {row, column + 1}});
    });
  }

  void bytes() {
    const std::string whole = bytes_of(sound_);
    SeededRandom random(7);
    const auto number = [&](std::size_t below) {
      std::array<std::uint8_t, 4> raw{};
      random.fill(raw);
      return (std::size_t{raw[0]} << 16U | std::size_t{raw[1]} << 8U | raw[2]) % below;
    };
    for (int i = 1; i < 20; ++i) add_bytes(fmt::format("cut after {} of 20 parts", i), whole.substr(0, whole.size() * static_cast<std::size_t>(i) / 20)).any_close_price = sound_.form == FileForm::csv;
    for (int i = 0; i < 30; ++i) {
      std::string flipped = whole;
      const std::size_t at = number(flipped.size());
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << number(8)));
      auto& file = add_bytes(fmt::format("a bit of byte {} flipped", at), flipped);
      file.any_close_price = file.new_keys_allowed = sound_.form == FileForm::csv;
    }
    for (int i = 0; i < 10; ++i) {
      std::string hole = whole;
      const std::size_t at = number(hole.size());
      hole.replace(at, std::min<std::size_t>(64, hole.size() - at), std::min<std::size_t>(64, hole.size() - at), '\0');
      add_bytes(fmt::format("64 bytes of nothing at {}", at), hole).any_close_price = sound_.form == FileForm::csv;
    }
    add_bytes("an encrypted package", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(4096, '\0'));
    add_bytes("no bytes", "");
  }

  const LookAlike& sound_;
  std::vector<BrokenFile> broken_;
};

// Packages that are dangerous by themselves.
std::vector<BrokenFile> hostile_packages(const LookAlike& xlsx) {
  std::vector<BrokenFile> files;
  const auto add = [&](const std::string& what, std::string bytes) { files.push_back({.what = "package: " + what, .file_name = "x.xlsx", .bytes = std::move(bytes)}); };
  const std::string content_types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
  const std::string book = "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
  const std::string rels = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
  const auto package = [&](std::string sheet, const std::function<void(workbook::ZipWriter&)>& more = {}) {
    workbook::ZipWriter zip;
    zip.add("[Content_Types].xml", content_types);
    zip.add("xl/workbook.xml", book);
    zip.add("xl/_rels/workbook.xml.rels", rels);
    zip.add("xl/worksheets/sheet1.xml", sheet);
    if (more) more(zip);
    return std::move(zip).finish();
  };
  add("a sheet of 64 MiB of spaces", package("<worksheet><sheetData>" + std::string(64U << 20U, ' ') + "</sheetData></worksheet>"));
  add("a cell at the last place of all", package("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>"));
  add("rows beyond Excel's", package("<worksheet><sheetData><row r=\"4294967295\"><c r=\"ZZZZZ9\"><v>1</v></c></row></sheetData></worksheet>"));
  add("merged over everything", package("<worksheet><sheetData/><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells></worksheet>"));
  add("entities in entities", package("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>"));
  add("an external link and macros", package("<worksheet><sheetData/></worksheet>", [](workbook::ZipWriter& zip) {
        zip.add("xl/externalLinks/externalLink1.xml", "<externalLink><externalBook r:id=\"rId1\"/></externalLink>");
        zip.add("xl/externalLinks/_rels/externalLink1.xml.rels", "<Relationships><Relationship Id=\"rId1\" Target=\"file:///etc/passwd\" TargetMode=\"External\"/></Relationships>");
        zip.add("xl/vbaProject.bin", std::string(1000, '\x01'));
      }));
  add("tags ten thousand deep", package([] {
        std::string deep;
        for (int i = 0; i < 10'000; ++i) deep += "<a>";
        return deep;
      }()));
  workbook::ZipWriter nested;
  nested.add("inner.zip", bytes_of(xlsx));
  nested.add("other.zip", bytes_of(xlsx));
  add("a zip of two workbooks", std::move(nested).finish());
  workbook::ZipWriter empty;
  add("a zip of nothing", std::move(empty).finish());
  std::string wrong_sum = bytes_of(xlsx);
  for (std::size_t at = wrong_sum.find("PK\x01\x02"); at != std::string::npos && at + 20 < wrong_sum.size(); at = wrong_sum.find("PK\x01\x02", at + 4)) wrong_sum[at + 16] = static_cast<char>(wrong_sum[at + 16] ^ 1);
  add("wrong checksums", wrong_sum);
  return files;
}

}  // namespace

LookAlike csv_look_alike(const std::string& day, FileForm form) {
  LookAlike file{.name = form == FileForm::zip ? "prairie.zip" : "prairie.csv", .form = form, .table = {}, .head_row = 0, .first_price_column = 7, .start_column = 5, .utility_column = 2, .band_column = 6};
  file.table.cells.push_back({"Date", "Valid Through", "LDC", "State", "Rate Class", "Start Date", "Annual Volume Range (KWH)", "12", "24", "36"});
  std::int64_t micros = 60'000;
  for (const auto& [utility, state] : {std::pair{"COMED", "IL"}, {"DUKE ENERGY OHIO", "OH"}}) {
    for (const char* band : {"0-99999", "100000-249999", "250000-499999"}) {
      for (const std::string& start : kMonths) {
        file.table.cells.push_back({day, day, utility, state, "Small", start, band, price_text(micros, 0), price_text(micros + 1310, 0), price_text(micros + 2570, 0)});
        micros += 370;
      }
    }
  }
  return file;
}

LookAlike xlsx_look_alike(const std::string& day) {
  LookAlike file{.name = "keystone.xlsx", .form = FileForm::xlsx, .table = {}, .head_row = 3, .first_price_column = 7, .start_column = 5, .utility_column = 0, .band_column = 0, .price_digits_before = 1, .date_cell = {1, 0}};
  // Two cells wide, so that the place of the date is not the default.
  file.table.cells.push_back({"Keystone Lantern Energy"});
  file.table.cells.push_back({fmt::format("Matrix prices of {} - good through 6PM on {}", day, day)});
  file.table.cells.push_back({""});
  file.table.cells.push_back({"Utility", "State", "Rate Class", "Product", "Green", "Flow Start", "Term", "0 to 50,000 kWh", "50,001 to 200,000 kWh", "200,001 to 800,000 kWh"});
  std::int64_t micros = 80'010;
  for (const auto& [utility, state] : {std::pair{"PPL", "PA"}, {"BGE", "MD"}}) {
    for (const std::string& start : kMonthWords) {
      for (const char* term : {"12", "24", "36"}) {
        file.table.cells.push_back({utility, state, "GS1", "Fixed", "0%", start, term, price_text(micros, 1), price_text(micros - 1150, 1), price_text(micros - 2220, 1)});
        micros += 290;
      }
    }
  }
  return file;
}

std::string bytes_of(const LookAlike& file) {
  if (file.form == FileForm::csv) return csv_of(file.table);
  if (file.form == FileForm::zip) {
    workbook::ZipWriter zip;
    zip.add("prairie.csv", csv_of(file.table));
    return std::move(zip).finish();
  }
  workbook::XlsxWriter writer;
  fill(writer.add_sheet(file.table.sheet_name), file.table);
  return writer.bytes();
}

std::vector<BrokenFile> broken_files(const std::vector<LookAlike>& sound) {
  std::vector<BrokenFile> all;
  for (const LookAlike& file : sound) {
    for (BrokenFile& broken : Breaker(file).all()) all.push_back(std::move(broken));
    if (file.form != FileForm::xlsx) continue;
    for (BrokenFile& broken : hostile_packages(file)) all.push_back(std::move(broken));
  }
  return all;
}

}  // namespace switchyard::pricing
