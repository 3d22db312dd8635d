// The last pass over a drawn PDF: language, dates, one root of the structure, a repeatable id, packed objects.
#pragma once

#include <string>
#include <string_view>

#include "documents/render.hpp"

namespace switchyard::documents {

std::string finish_pdf(std::string_view drawn, std::string_view title, std::string_view language, Instant created_at);

// "D:20261124080000Z" (ISO 32000-1 7.9.4).
std::string pdf_date(Instant at);

// 64 lower-case hexadecimal digits.
std::string sha256_of(std::string_view bytes);

}  // namespace switchyard::documents
