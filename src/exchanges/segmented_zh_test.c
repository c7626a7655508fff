/* Exchanges in Chinese: the examples of the lexicon's rows, and sentences in the manner of agencies
 * of several countries; people, posts and events are invented. */
#include "exchanges/segmented_fixture.h"

TestSuite(chinese, .init = setup, .fini = teardown);

Test(chinese, every_row_finds_its_example) { expect_examples("zh", find); }

Test(chinese, sentences_become_the_rows_that_an_analyst_writes) {
  static const fixture list[] = {
      {"中共中央总书记、国家主席梁文启3月23日致电瑞典首相布·林德奎斯特，祝贺他连任首相。",
       "梁文启 (CN) > 布·林德奎斯特 (SE) | telegram | congratulation | 2031-03-23 | 他连任首相",
       NULL},
      {"新华社北京3月23日电 "
       "国家主席梁文启23日就葡萄牙发生强烈地震向葡萄牙总统安娜·科斯塔致慰问电。",
       "梁文启 (CN) > 安娜·科斯塔 (PT) | telegram | sympathy | 2031-03-23 | 葡萄牙发生强烈地震",
       "Xinhua"},
      {"朝鲜劳动党总书记、国务委员长柳昌敏同志向中国国家主席梁文启同志致贺电，热烈祝贺中华人民共和"
       "国成立82周年。",
       "柳昌敏 (KP) > 梁文启 (CN) | telegram | congratulation |  | 中华人民共和国成立82周年", NULL},
      {"3月20日，国家主席梁文启就瑞典前首相奥拉夫·贝里逝世向瑞典国王古斯塔夫·伦德致唁电。同日，国务"
       "院总理方志明也向瑞典首相布·林德奎斯特致唁电。",
       "梁文启 (CN) > 古斯塔夫·伦德 (SE) | telegram | condolence | 2031-03-20 | "
       "瑞典前首相奥拉夫·贝里逝世; 方志明 (CN) > 布·林德奎斯特 (SE) | telegram | condolence | "
       "2031-03-20 | 瑞典前首相奥拉夫·贝里逝世",
       "Xinhua"},
      {"3月20日，国家主席梁文启向葡萄牙总统安娜·科斯塔致贺电，祝贺葡萄牙国庆。同日，还向瑞典国王古"
       "斯塔夫·伦德致慰问电。",
       "梁文启 (CN) > 安娜·科斯塔 (PT) | telegram | congratulation | 2031-03-20 | 葡萄牙国庆; "
       "梁文启 (CN) > 古斯塔夫·伦德 (SE) | telegram | sympathy | 2031-03-20 | ",
       "Xinhua"},
      {"國務委員長柳昌敏21日收到俄羅斯聯邦總統伊萬·別洛夫發來的賀電。",
       "伊萬·別洛夫 (RU) > 柳昌敏 (KP) | telegram | congratulation | 2031-03-21 | ", "KCNA"},
      {"總統林嘉文今天致電巴拉圭共和國總統馬里奧·貝尼特斯，祝賀其就任總統。",
       "林嘉文 (TW) > 馬里奧·貝尼特斯 (PY) | telegram | congratulation | 2031-03-24 | 其就任總統",
       "CNA"},
      {"民國120年3月23日，帛琉總統湯瑪斯·恩吉拉致函總統林嘉文，感謝我國協助。",
       "湯瑪斯·恩吉拉 (PW) > 林嘉文 (TW) | letter | thanks | 2031-03-23 | ", "CNA"},
      {"国家主席梁文启应约同法国总统让·鲁通电话。", "梁文启 (CN) > 让·鲁 (FR) | call | - |  | ",
       "Xinhua"},
      {"国家主席梁文启22日在人民大会堂会见来访的越南总理潘德成。",
       "梁文启 (CN) > 潘德成 (VN) | meeting | - | 2031-03-22 | ", "Xinhua"},
      {"朝鲜驻华大使崔明哲向中国国家主席梁文启转交朝鲜国务委员长柳昌敏的口信。",
       "柳昌敏 (KP) > 梁文启 (CN) | verbal message | - |  | ", NULL},
      {"朝鲜国务委员长柳昌敏和中国国家主席梁文启21日互致贺电，庆祝两国建交82周年。",
       "柳昌敏 (KP) > 梁文启 (CN) | telegram | congratulation | 2031-03-21 | 两国建交82周年; "
       "梁文启 (CN) > 柳昌敏 (KP) | telegram | congratulation | 2031-03-21 | 两国建交82周年",
       NULL},
      {"国家主席梁文启、国务院总理方志明分别向老挝国家主席坎蓬·西苏里、总理宋赛·维拉翁致贺电。",
       "梁文启 (CN) > 坎蓬·西苏里 (LA) | telegram | congratulation |  | ; 方志明 (CN) > "
       "宋赛·维拉翁 (LA) | telegram | congratulation |  | ",
       "Xinhua"},
      {"越共中央总书记、国家主席阮文强复电感谢中国国家主席梁文启。",
       "阮文强 (VN) > 梁文启 (CN) | telegram | reply |  |  | reply", NULL},
      {"瑞典国王古斯塔夫·伦德向葡萄牙总统安娜·科斯塔敬献花圈。",
       "古斯塔夫·伦德 (SE) > 安娜·科斯塔 (PT) | wreath | - |  | ", NULL},
      {"值此新年之际，俄罗斯总统伊万·别洛夫向国务委员长柳昌敏送上新年贺卡和礼物。",
       "伊万·别洛夫 (RU) > 柳昌敏 (KP) | card | greeting |  | 新年; 伊万·别洛夫 (RU) > 柳昌敏 (KP) "
       "| gift | - |  | 新年",
       "KCNA"},
      {"俄罗斯总统别洛夫星期五致信朝鲜国务委员长柳昌敏。",
       "别洛夫 (RU) > 柳昌敏 (KP) | letter | - | 2031-03-21 | ", NULL},
      {"中国外交部长钱立平致电韩国外长朴志勋，就首尔火灾表示慰问。",
       "钱立平 (CN) > 朴志勋 (KR) | telegram | sympathy |  | 首尔火灾", NULL},
      {"据朝中社3月23日报道，国务委员长柳昌敏向古巴国家主席米格尔·罗查致贺电。",
       "柳昌敏 (KP) > 米格尔·罗查 (CU) | telegram | congratulation |  | ", "KCNA"},
      {"教宗克萊孟十五世致電瑞典國王古斯塔夫·倫德，對地震罹難者表示哀悼。",
       "克萊孟十五世 (VA) > 古斯塔夫·倫德 (SE) | telegram | condolence |  | 地震罹難者", NULL},
      {"中国红十字会向葡萄牙红十字会致慰问电。",
       "中国红十字会 (CN) > 葡萄牙红十字会 (PT) | telegram | sympathy |  | ", NULL},
      {"朝鲜劳动党总书记柳昌敏在给中国国家主席梁文启的亲署函中表示感谢。",
       "柳昌敏 (KP) > 梁文启 (CN) | letter | - |  | ", NULL},
      {"去年12月31日，国家主席梁文启同俄罗斯总统伊万·别洛夫互致新年贺电。",
       "梁文启 (CN) > 伊万·别洛夫 (RU) | telegram | congratulation | 2030-12-31 | ; 伊万·别洛夫 "
       "(RU) > 梁文启 (CN) | telegram | congratulation | 2030-12-31 | ",
       "Xinhua"},
      {"二〇三一年三月二十二日，国家主席梁文启致函联合国秘书长塔里克·奥马尔。",
       "梁文启 (CN) > 塔里克·奥马尔 () | letter | - | 2031-03-22 | ", "Xinhua"},
      {"国家主席梁文启将于下周向葡萄牙总统安娜·科斯塔致贺电。", "", NULL},
      {"中国外交部敦促瑞典首相布·林德奎斯特释放信号。", "", NULL},
      {"葡萄牙总统安娜·科斯塔向瑞典首相布·林德奎斯特发出强烈信号。", "", NULL},
      {"本报今日刊登读者来信，请致电编辑部，电话号码为12345。", "", NULL},
      {"社论指出，葡萄牙总统安娜·科斯塔的讲话向世界传递了和平信息。", "", NULL},
      {"葡萄牙总统安娜·科斯塔没有向瑞典首相布·林德奎斯特致贺电。", "", NULL},
      {"中国与瑞典是友好国家，两国关系不断发展。", "", NULL},
  };
  EXPECT_ALL("zh", list);
}
