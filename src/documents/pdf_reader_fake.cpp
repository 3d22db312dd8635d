#include "documents/pdf_reader_fake.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace switchyard::documents {
namespace {

class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes) : path_("/tmp/switchyard-pdf-XXXXXX") {
    const int file = mkstemp(path_.data());
    if (file < 0 || write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
      throw std::runtime_error("no temporary file");
    close(file);
  }
  ~TemporaryFile() { unlink(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Said {
  std::string text;
  int status = 0;
};

Said run(const std::string& command) {
  Said said;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::array<char, 4096> part{};
  for (std::size_t size = 0; (size = fread(part.data(), 1, part.size(), pipe)) > 0;) said.text.append(part.data(), size);
  said.status = pclose(pipe);
  return said;
}

double number_after(const std::string& line, const std::string& key) {
  const auto at = line.find(key + "=\"");
  return at == std::string::npos ? 0 : std::stod(line.substr(at + key.size() + 2));
}

}  // namespace

std::string text_of_pdf(std::string_view pdf) {
  const TemporaryFile file(pdf);
  return run("pdftotext -layout " + file.path() + " -").text;
}

std::vector<std::string> pages_of_pdf(std::string_view pdf) {
  std::vector<std::string> pages;
  std::istringstream text(text_of_pdf(pdf));
  for (std::string page; std::getline(text, page, '\f');) pages.push_back(page);
  return pages;
}

std::vector<WordBox> words_of_pdf(std::string_view pdf) {
  const TemporaryFile file(pdf);
  std::istringstream lines(run("pdftotext -cropbox -bbox " + file.path() + " -").text);
  std::vector<WordBox> words;
  int page = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("<page ") != std::string::npos) ++page;
    if (line.find("<word ") == std::string::npos) continue;
    const auto begin = line.find('>') + 1;
    WordBox box{.x = number_after(line, "xMin"),
                .y = number_after(line, "yMin"),
                .text = line.substr(begin, line.rfind("</word>") - begin),
                .page = page};
    box.width = number_after(line, "xMax") - box.x;
    box.height = number_after(line, "yMax") - box.y;
    words.push_back(std::move(box));
  }
  return words;
}

std::optional<WordBox> word_box(std::string_view pdf, std::string_view word, int page) {
  for (auto& box : words_of_pdf(pdf)) {
    if (box.page == page && box.text == word) return box;
  }
  return std::nullopt;
}

std::string signatures_of_pdf(std::string_view pdf) {
  const TemporaryFile file(pdf);
  return run("pdfsig " + file.path()).text;
}

std::string check_pdf(std::string_view pdf) {
  const TemporaryFile file(pdf);
  const auto said = run("qpdf --check " + file.path());
  return said.status == 0 ? std::string() : said.text;
}

std::string output_of_this_program(const std::string& settings, const std::string& arguments) {
  std::array<char, 4096> path{};
  const auto size = readlink("/proc/self/exe", path.data(), path.size());
  return run(settings + " " + std::string(path.data(), static_cast<std::size_t>(std::max<ssize_t>(0, size))) + " " + arguments)
      .text;
}

std::vector<std::string> fonts_of_pdf(std::string_view pdf) {
  const TemporaryFile file(pdf);
  std::istringstream lines(run("pdffonts " + file.path()).text);
  std::vector<std::string> fonts;
  for (std::string line; std::getline(lines, line);) fonts.push_back(line);
  fonts.erase(fonts.begin(), fonts.begin() + (fonts.size() < 2 ? static_cast<long>(fonts.size()) : 2));
  return fonts;
}

}  // namespace switchyard::documents
