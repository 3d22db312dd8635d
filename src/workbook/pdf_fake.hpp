// Small PDF files for tests, written by hand: texts at places, Helvetica, nothing compressed.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace switchyard::workbook {

class PdfFake {
 public:
  // Points; landscape letter.
  static constexpr int kWidth = 792;
  static constexpr int kHeight = 612;

  PdfFake& page() {
    pages_.emplace_back();
    return *this;
  }
  // On the last page, with its left end and its base line at `x` and `y` points from the left top. ASCII without brackets.
  PdfFake& text(int x, int y, const std::string& text, int size = 8) {
    pages_.back() += "BT /F1 " + std::to_string(size) + " Tf " + std::to_string(x) + " " + std::to_string(kHeight - y) + " Td (" + text + ") Tj ET\n";
    return *this;
  }
  // A line of texts, each at its own x.
  PdfFake& line(int y, const std::vector<std::pair<int, std::string>>& texts) {
    for (const auto& [x, words] : texts) text(x, y, words);
    return *this;
  }
  // No password opens it: the hashes of its passwords belong to none.
  PdfFake& encrypt() {
    encrypted_ = true;
    return *this;
  }

  [[nodiscard]] std::string bytes() const {
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
    std::string kids;
    for (const auto& content : pages_) {
      kids += std::to_string(objects.size() + 1) + " 0 R ";
      objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + std::to_string(kWidth) + " " + std::to_string(kHeight) +
                        "] /Resources << /Font << /F1 3 0 R >> >> /Contents " + std::to_string(objects.size() + 2) + " 0 R >>");
      objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "endstream");
    }
    objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages_.size()) + " >>";
    if (encrypted_) {
      objects.push_back("<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + std::string(64, '1') + "> /U <" + std::string(64, '2') + "> >>");
    }
    return with_table_of(objects);
  }

 private:
  [[nodiscard]] std::string with_table_of(const std::vector<std::string>& objects) const {
    std::string out = "%PDF-1.4\n";
    std::string table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
      const auto offset = std::to_string(out.size());
      table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
      out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const auto table_at = std::to_string(out.size());
    const auto count = std::to_string(objects.size() + 1);
    const auto encryption = encrypted_ ? " /Encrypt " + std::to_string(objects.size()) + " 0 R /ID [<00> <00>]" : std::string();
    return out + "xref\n0 " + count + "\n" + table + "trailer\n<< /Size " + count + " /Root 1 0 R" + encryption + " >>\nstartxref\n" + table_at + "\n%%EOF\n";
  }

  std::vector<std::string> pages_;
  bool encrypted_ = false;
};

}  // namespace switchyard::workbook
