#include "values/html_text.hpp"

#include <gtest/gtest.h>

namespace switchyard {
namespace {

TEST(HtmlText, LeavesNothingThatABrowserWouldRead) {
  EXPECT_EQ(html_escaped("<a href=\"x\" title='y'>R&D</a>"), "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;R&amp;D&lt;/a&gt;");
  EXPECT_EQ(html_escaped("Peña"), "Peña");
  EXPECT_EQ(html_escaped(""), "");
}

}  // namespace
}  // namespace switchyard
