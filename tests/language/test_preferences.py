"""Settings in a sentence: which one, and its value as the handler takes it."""

import pytest

from bot.domain.people import Settings
from bot.language import understand
from tests.language.world import hearing

SAID = [
    ("早报改成7点半", "digest_at", "07:30"),
    ("早报改成6点", "digest_at", "06:00"),
    ("digest at 7", "digest_at", "07:00"),
    ("关闭早报", "digest", "off"),
    ("免打扰 晚上10点到早上7点", "quiet_hours", "22:00-07:00"),
    ("免打扰改成22点到8点", "quiet_hours", "22:00-08:00"),
    ("quiet hours 22:00-7:30", "quiet_hours", "22:00-07:30"),
    ("quiet hours 10-7", "quiet_hours", "22:00-07:00"),
    ("工作时间改成早上八点半到下午五点半", "working_hours", "08:30-17:30"),
    ("working hours 9-5", "working_hours", "09:00-17:00"),
    ("时区改成东京", "zone", "东京"),
    ("set timezone to London", "zone", "London"),
    ("时区改成 Asia/Tokyo", "zone", "Asia/Tokyo"),
    ("币种改成美元", "currency", "USD"),
    ("currency USD", "currency", "USD"),
    ("汇率 1 USD = 7.2 CNY", "rate", "1 USD = 7.2 CNY"),
    ("汇率：美元兑人民币7.2", "rate", "1 USD = 7.2 CNY"),
    ("汇率改成100日元=4.8人民币", "rate", "100 JPY = 4.8 CNY"),
    ("rate 1 USD = 7.2 CNY", "rate", "1 USD = 7.2 CNY"),
    ("exchange rate 1 EUR = 1.08 USD", "rate", "1 EUR = 1.08 USD"),
    ("最长账期 60天", "longest_term", "60"),
    ("毛利率 30%", "margin", "30"),
    ("把毛利率改成32.5%", "margin", "32.5"),
    ("毛利率取消", "margin", "off"),
    ("margin 40%", "margin", "40"),
    ("set our margin to 40", "margin", "40"),
    ("跟进成本 200元", "touch_cost", "200 CNY"),
    ("每次拜访成本设为300", "touch_cost", "300"),
    ("跟进成本 取消", "touch_cost", "off"),
    ("cost per touch 50 USD", "touch_cost", "50 USD"),
    ("cost per visit off", "touch_cost", "off"),
    ("折现率 8%", "discount_rate", "8"),
    ("discount rate 7.5%", "discount_rate", "7.5"),
    ("客户排名权重 40 20 20 20", "top_weights", "40 20 20 20"),
    ("大客户权重：50、20、20、10", "top_weights", "50 20 20 10"),
    ("ranking weights 50/20/20/10", "top_weights", "50 20 20 10"),
    ("longest term 60 days", "longest_term", "60"),
    ("最长账期不限", "longest_term", "不限"),
    ("最低折扣 八五折", "least_factor", "0.85"),
    ("max discount 20%", "least_factor", "0.8"),
    ("largest discount any", "least_factor", "any"),
    ("限制词：独家、返点", "restricted", "独家、返点"),
    ("需主管同意的承诺 无", "restricted", "无"),
    ("restricted words: exclusive, rebate", "restricted", "exclusive, rebate"),
    ("日期按月日读", "date_order", "month_first"),
    ("日期格式改成日月", "date_order", "day_first"),
    ("dates day first", "date_order", "day_first"),
    ("公开联系方式和金额", "open_details", "on"),
    ("hide contact details", "open_details", "off"),
    ("让模型看到名字", "share_names", "on"),
    ("别让模型看到名字", "share_names", "off"),
    ("show names to the model", "share_names", "on"),
    ("hide names from the model", "share_names", "off"),
    ("英文", "language", "en"),
    ("english please", "language", "en"),
    ("时区是什么？", "", ""),
    ("免打扰", "", ""),
]


@pytest.mark.parametrize(("text", "setting", "value"), SAID)
def test_a_setting_in_a_sentence(text: str, setting: str, value: str) -> None:
    assert understand(text, hearing()).commands == (Settings(setting=setting, value=value),)


@pytest.mark.parametrize(
    "text",
    [
        "客户要求工作时间联系",
        "跟泰禾谈了币种的问题",
        "泰禾的币种改成美元",
        "客户担心货币贬值",
        "汇率波动大，客户担心",
        "客户问账期最长多久",
        "泰禾说毛利率只有15%，压价厉害",
        "他们的毛利率比我们高30%",
        "拜访成本太高，老板不同意",
        "margin is thin, they want 5% off",
    ],
)
def test_a_sentence_about_something_else(text: str) -> None:
    assert not [each for each in understand(text, hearing()).commands if isinstance(each, Settings)]
