#include "documents/pdf/page_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <qpdf/QPDFPageObjectHelper.hh>

namespace switchyard::documents {
namespace {

constexpr int kFormDepthMax = 8;
constexpr std::size_t kOperatorsMax = 3'000'000;
constexpr std::size_t kLettersMax = 1'000'000;
constexpr std::size_t kStatesMax = 256;
constexpr std::size_t kOperandsMax = 20'000;

// [a b c d e f]: x' = a x + c y + e, y' = b x + d y + f.
using Matrix = std::array<double, 6>;
constexpr Matrix kIdentity{1, 0, 0, 1, 0, 0};

// `first` is applied before `then`.
Matrix product(const Matrix& first, const Matrix& then) {
  return {first[0] * then[0] + first[1] * then[2],           first[0] * then[1] + first[1] * then[3],
          first[2] * then[0] + first[3] * then[2],           first[2] * then[1] + first[3] * then[3],
          first[4] * then[0] + first[5] * then[2] + then[4], first[4] * then[1] + first[5] * then[3] + then[5]};
}

struct State {
  Matrix space = kIdentity;
  const FontCodes* font = nullptr;
  double size = 0;
  double letter_gap = 0;
  double word_gap = 0;
  double stretch = 1;
  double leading = 0;
  double rise = 0;
};

class Interpreter final : public QPDFObjectHandle::ParserCallbacks {
 public:
  Interpreter(TextReader& reader, std::vector<PlacedLetter>& letters) : reader_(reader), letters_(letters) {}

  void run(QPDFObjectHandle content, QPDFObjectHandle resources, bool is_page) {
    const auto outer = resources_;
    resources_ = resources;
    std::vector<QPDFObjectHandle> operands;
    operands.swap(operands_);
    if (is_page) {
      QPDFPageObjectHelper(content).parseContents(this);
    } else {
      content.parseAsContents(this);
    }
    operands.swap(operands_);
    resources_ = outer;
  }

  void handleObject(QPDFObjectHandle object, std::size_t, std::size_t) override {
    if (!object.isOperator()) {
      if (operands_.size() < kOperandsMax) operands_.push_back(object);
      return;
    }
    if (++operators_ > kOperatorsMax || letters_.size() > kLettersMax) return terminateParsing();
    obey(object.getOperatorValue());
    operands_.clear();
  }

  void handleEOF() override {}

 private:
  double number(std::size_t from_end) const {
    if (from_end >= operands_.size()) return 0;
    auto operand = operands_[operands_.size() - 1 - from_end];
    const auto value = operand.isNumber() ? operand.getNumericValue() : 0;
    return std::isfinite(value) && std::abs(value) < 1e9 ? value : 0;
  }

  Matrix matrix() const { return {number(5), number(4), number(3), number(2), number(1), number(0)}; }

  void obey(const std::string& word) {
    if (word == "q" && states_.size() < kStatesMax) return states_.push_back(state_);
    if (word == "Q" && !states_.empty()) {
      state_ = states_.back();
      return states_.pop_back();
    }
    if (word == "cm") {
      state_.space = product(matrix(), state_.space);
    } else if (word == "Do") {
      draw_form();
    } else if (word == "Tf") {
      choose_font();
    } else if (!move(word) && !show_word(word)) {
      set_state(word);
    }
  }

  void set_state(const std::string& word) {
    if (word == "Tc") state_.letter_gap = number(0);
    if (word == "Tw") state_.word_gap = number(0);
    if (word == "Tz") state_.stretch = number(0) / 100;
    if (word == "TL") state_.leading = number(0);
    if (word == "Ts") state_.rise = number(0);
  }

  bool move(const std::string& word) {
    if (word == "BT") {
      text_ = line_ = kIdentity;
    } else if (word == "Tm") {
      text_ = line_ = matrix();
    } else if (word == "Td" || word == "TD") {
      if (word == "TD") state_.leading = -number(0);
      next_line(number(1), number(0));
    } else if (word == "T*") {
      next_line(0, -state_.leading);
    } else {
      return false;
    }
    return true;
  }

  void next_line(double x, double y) { text_ = line_ = product({1, 0, 0, 1, x, y}, line_); }

  bool show_word(const std::string& word) {
    if (word == "'" || word == "\"") {
      if (word == "\"") {
        state_.word_gap = number(2);
        state_.letter_gap = number(1);
      }
      next_line(0, -state_.leading);
    }
    if (operands_.empty()) return false;
    if (word == "Tj" || word == "'" || word == "\"") return show(operands_.back()), true;
    if (word != "TJ" || !operands_.back().isArray()) return false;
    for (auto& each : operands_.back().getArrayAsVector()) {
      if (each.isNumber()) {
        const auto back = each.getNumericValue();
        if (std::isfinite(back) && std::abs(back) < 1e6) advance(-back / 1000 * state_.size * state_.stretch);
      } else {
        show(each);
      }
    }
    return true;
  }

  void advance(double x) { text_ = product({1, 0, 0, 1, x, 0}, text_); }

  void show(QPDFObjectHandle object) {
    if (!object.isString() || state_.font == nullptr) return;
    const auto shown = object.getStringValue();
    for (std::string_view left = shown; !left.empty() && letters_.size() <= kLettersMax;) {
      const auto code = state_.font->next(left);
      const auto width = code.width * state_.size * state_.stretch;
      if (!code.text.empty()) letters_.push_back({code.text, box_of(width)});
      advance(width + (state_.letter_gap + (code.is_space ? state_.word_gap : 0)) * state_.stretch);
    }
  }

  PdfRectangle box_of(double width) const {
    const auto all = product(text_, state_.space);
    const auto low = state_.font->descent() * state_.size + state_.rise;
    const auto high = state_.font->ascent() * state_.size + state_.rise;
    PdfRectangle box{1e9, 1e9, -1e9, -1e9};
    for (const auto& [x, y] : {std::pair{0.0, low}, {width, low}, {0.0, high}, {width, high}}) {
      const auto across = all[0] * x + all[2] * y + all[4];
      const auto up = all[1] * x + all[3] * y + all[5];
      box = {std::min(box.left, across), std::min(box.bottom, up), std::max(box.right, across), std::max(box.top, up)};
    }
    return box;
  }

  QPDFObjectHandle resource(const char* kind, const QPDFObjectHandle& name) {
    auto object = name;
    auto group = resources_.isDictionary() ? resources_.getKey(kind) : QPDFObjectHandle::newNull();
    if (!object.isName() || !group.isDictionary()) return QPDFObjectHandle::newNull();
    return group.getKey(object.getName());
  }

  void choose_font() {
    if (operands_.size() < 2) return;
    state_.size = number(0);
    auto font = resource("/Font", operands_[operands_.size() - 2]);
    state_.font = font.isDictionary() ? &reader_.font(font) : nullptr;
  }

  void draw_form() {
    if (operands_.empty() || depth_ >= kFormDepthMax) return;
    auto form = resource("/XObject", operands_.back());
    if (!form.isStream() || !form.getDict().getKey("/Subtype").isNameAndEquals("/Form")) return;
    auto inner = form.getDict().getKey("/Resources");
    const auto outside = state_;
    const auto text = text_;
    const auto line = line_;
    if (auto turn = form.getDict().getKey("/Matrix"); turn.isArray() && turn.getArrayNItems() == 6) {
      Matrix own = kIdentity;
      for (int at = 0; at < 6; ++at)
        own[static_cast<std::size_t>(at)] = turn.getArrayItem(at).isNumber() ? turn.getArrayItem(at).getNumericValue() : 0;
      state_.space = product(own, state_.space);
    }
    ++depth_;
    run(form, inner.isDictionary() ? inner : resources_, false);
    --depth_;
    state_ = outside;
    text_ = text;
    line_ = line;
  }

  TextReader& reader_;
  std::vector<PlacedLetter>& letters_;
  QPDFObjectHandle resources_ = QPDFObjectHandle::newNull();
  std::vector<QPDFObjectHandle> operands_;
  std::vector<State> states_;
  State state_;
  Matrix text_ = kIdentity;
  Matrix line_ = kIdentity;
  int depth_ = 0;
  std::size_t operators_ = 0;
};

}  // namespace

const FontCodes& TextReader::font(QPDFObjectHandle dictionary) {
  if (dictionary.isIndirect()) {
    const auto found = fonts_.find(dictionary.getObjGen());
    return found != fonts_.end() ? found->second : fonts_.emplace(dictionary.getObjGen(), FontCodes(dictionary)).first->second;
  }
  const auto key = dictionary.unparse();
  const auto found = direct_fonts_.find(key);
  return found != direct_fonts_.end() ? found->second : direct_fonts_.emplace(key, FontCodes(dictionary)).first->second;
}

std::vector<PlacedLetter> TextReader::read(QPDFObjectHandle page) {
  std::vector<PlacedLetter> letters;
  Interpreter interpreter(*this, letters);
  interpreter.run(page, QPDFPageObjectHelper(page).getAttribute("/Resources", false), true);
  return letters;
}

}  // namespace switchyard::documents
