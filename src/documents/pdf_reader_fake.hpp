// What other programs read in a PDF: poppler's and qpdf's, run by the tests.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::documents {

std::string text_of_pdf(std::string_view pdf);
std::vector<std::string> pages_of_pdf(std::string_view pdf);

// Points from the top left of the page.
struct WordBox {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  std::string text = {};
  int page = 1;
};
std::vector<WordBox> words_of_pdf(std::string_view pdf);
std::optional<WordBox> word_box(std::string_view pdf, std::string_view word, int page);

// What `qpdf --check` complains of; empty where it does not.
std::string check_pdf(std::string_view pdf);

// What `pdfsig` says of the file's signatures: text, since its exit status is 0 for a broken one too.
std::string signatures_of_pdf(std::string_view pdf);

// A line a font: "yes yes yes" where embedded, subset and with Unicode.
std::vector<std::string> fonts_of_pdf(std::string_view pdf);

// What the program that runs this says when it is run again, in an environment with these settings.
std::string output_of_this_program(const std::string& settings, const std::string& arguments);

}  // namespace switchyard::documents
