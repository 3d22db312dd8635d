// The room's whole promise in one include: templates and values to PDFs, suppliers' forms filled, PDFs put together and searched.
#pragma once

#include "documents/binding.hpp"            // IWYU pragma: export
#include "documents/form/form.hpp"          // IWYU pragma: export
#include "documents/pdf/find_text.hpp"      // IWYU pragma: export
#include "documents/pdf/pages.hpp"          // IWYU pragma: export
#include "documents/render.hpp"             // IWYU pragma: export
#include "documents/template/template.hpp"  // IWYU pragma: export
