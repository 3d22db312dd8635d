// What a damaged file may do when it is opened.
#pragma once

#include <string>

namespace switchyard::workbook {

// Opened and walked through, or refused with a known code and a message. What hangs runs into the time limit of the tests.
void expect_decent(std::string bytes);

}  // namespace switchyard::workbook
