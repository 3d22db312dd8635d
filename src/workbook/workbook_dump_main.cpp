// workbook_dump FILE…: what each file holds, for authors of layouts. Exit 1 where one was refused.
#include <fstream>
#include <iostream>
#include <iterator>

#include "adapters/poppler/poppler_words.hpp"
#include "workbook/describe.hpp"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const switchyard::adapters::PopplerWords pdf_words;
  bool all_opened = true;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    if (!file) {
      std::cerr << argv[i] << ": cannot be read\n";
      all_opened = false;
      continue;
    }
    const auto opened = switchyard::workbook::open(std::string(std::istreambuf_iterator<char>(file), {}), {}, {.pdf_words = &pdf_words});
    if (!opened) {
      std::cerr << argv[i] << ": " << opened.error().code << ": " << opened.error().message << "\n";
      all_opened = false;
      continue;
    }
    std::cout << "# file " << argv[i] << "\n";
    switchyard::workbook::describe(**opened, std::cout);
  }
  if (argc < 2) std::cerr << "usage: workbook_dump FILE...\n";
  return argc < 2 ? 2 : all_opened ? 0 : 1;
}
