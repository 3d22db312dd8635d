#include "adapters/poppler/poppler_pages.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

namespace switchyard::adapters {
namespace {

// A PDF of that many empty pages, without a cross-reference table: the reader makes one.
std::string pdf_of(int pages) {
  std::string kids;
  std::string objects = "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n";
  for (int i = 0; i < pages; ++i) {
    kids += fmt::format("{} 0 R ", i + 3);
    objects += fmt::format("{} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] >> endobj\n", i + 3);
  }
  return fmt::format("%PDF-1.4\n{}2 0 obj << /Type /Pages /Kids [{}] /Count {} >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n", objects, kids, pages);
}

TEST(PopplerPages, AreCounted) {
  EXPECT_EQ(PopplerPages().count_pages(pdf_of(1)).value(), 1);
  EXPECT_EQ(PopplerPages().count_pages(pdf_of(101)).value(), 101);
}

TEST(PopplerPages, OfNoPdfAreRefused) {
  EXPECT_EQ(PopplerPages().count_pages("%PDF-1.4 and nothing more").error().code, "file_unreadable");
  EXPECT_EQ(PopplerPages({.program = "/nowhere/pdfinfo"}).count_pages(pdf_of(1)).error().code, "pdf_reader_missing");
}

}  // namespace
}  // namespace switchyard::adapters
