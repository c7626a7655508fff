/* Exchanges in Korean: the examples of the lexicon's rows, and sentences in the manner of agencies
 * of several countries; people, posts and events are invented. */
#include "exchanges/segmented_fixture.h"

TestSuite(korean, .init = setup, .fini = teardown);

Test(korean, every_row_finds_its_example) { expect_examples("ko", find); }

Test(korean, sentences_become_the_rows_that_an_analyst_writes) {
  static const fixture list[] = {
      {"조선로동당 총비서이시며 조선민주주의인민공화국 국무위원장이신 경애하는 류창민동지께서는 "
       "3월 23일 중화인민공화국 주석 량문계동지에게 축전을 보내시였다.",
       "류창민 (KP) > 량문계 (CN) | telegram | congratulation | 2031-03-23 | ", NULL},
      {"류창민동지께서는 중화인민공화국창건 82돐에 즈음하여 중화인민공화국 주석 량문계동지에게 "
       "축전을 보내시였다. 또한 로씨야련방 대통령 이완 벨로브에게 구두친서를 보내시였다.",
       "류창민 () > 량문계 (CN) | telegram | congratulation |  | 중화인민공화국창건 82돐; 류창민 "
       "() > 이완 벨로브 (RU) | verbal message | - |  | ",
       NULL},
      {"경애하는 류창민동지께 로씨야련방 대통령 이완 벨로브가 축전을 보내여왔다.",
       "이완 벨로브 (RU) > 류창민 () | telegram | congratulation |  | ", NULL},
      {"(평양 3월 23일발 조선중앙통신) 조선민주주의인민공화국 국무위원장 류창민동지께서는 "
       "꾸바공화국 주석 미겔 로차동지로부터 답전을 받으시였다.",
       "미겔 로차 (CU) > 류창민 (KP) | telegram | reply |  |  | reply", "KCNA"},
      {"주체120(2031)년 3월 21일 조선민주주의인민공화국 국무위원장 류창민동지께서는 스웨덴 국왕 "
       "올라프 베르그에게 위문전문을 보내시였다.",
       "류창민 (KP) > 올라프 베르그 (SE) | telegram | sympathy | 2031-03-21 | ", NULL},
      {"박지훈 대통령은 23일 안나 코스타 포르투갈 대통령과 전화통화를 했다.",
       "박지훈 () > 안나 코스타 (PT) | call | - | 2031-03-23 | ", "Yonhap"},
      {"류창민 북한 국무위원장이 지난 20일 량원치(梁文啓) 중국 국가주석에게 축전을 보냈다고 "
       "조선중앙통신이 23일 보도했다.",
       "류창민 (KP) > 량원치 (CN) | telegram | congratulation | 2031-03-20 | ", NULL},
      {"박지훈 대통령이 올라프 베르그 스웨덴 국왕의 서거와 관련해 구스타프 룬드 스웨덴 총리에게 "
       "조전을 보냈다.",
       "박지훈 () > 구스타프 룬드 (SE) | telegram | condolence |  | 올라프 베르그 스웨덴 국왕의 "
       "서거",
       NULL},
      {"조태호 외교부 장관은 22일 서울에서 야마모토 겐지 일본 외무상과 회담을 가졌다.",
       "조태호 () > 야마모토 겐지 (JP) | meeting | - | 2031-03-22 | ", NULL},
      {"이반 벨로프 러시아 대통령이 류창민 국무위원장에게 친서를 보냈다고 크렘린궁이 밝혔다. 류 "
       "위원장은 24일 답신을 보냈다.",
       "이반 벨로프 (RU) > 류창민 (KP) | letter | - |  | ", NULL},
      {"류창민 국무위원장은 어제 평양에서 중국 외교부장 전리평을 접견했다.",
       "류창민 (KP) > 전리평 (CN) | meeting | - | 2031-03-23 | ", NULL},
      {"중국 대사 왕덕민은 량문계 중국 국가주석의 구두친서를 류창민 국무위원장에게 전달했다.",
       "량문계 (CN) > 류창민 (KP) | verbal message | - |  | ", NULL},
      {"류창민 국무위원장과 량문계 중국 국가주석은 수교 82주년을 맞아 축전을 교환했다.",
       "류창민 (KP) > 량문계 (CN) | telegram | congratulation |  | 수교 82주년; 량문계 (CN) > "
       "류창민 (KP) | telegram | congratulation |  | 수교 82주년",
       NULL},
      {"조선적십자회 중앙위원회는 포르투갈적십자사에 위문전문을 보냈다.",
       "조선적십자회 중앙위원회 (KP) > 포르투갈적십자사 (PT) | telegram | sympathy |  | ", NULL},
      {"로씨야련방 외무상 세르게이 오를로브는 류창민동지께 꽃바구니와 생일축하편지를 드렸다.",
       "세르게이 오를로브 (RU) > 류창민 () | wreath | congratulation |  | ; 세르게이 오를로브 (RU) "
       "> 류창민 () "
       "| letter | congratulation |  | ",
       NULL},
      {"량문계 국가주석, 류창민 국무위원장에게 축전",
       "량문계 () > 류창민 (KP) | telegram | congratulation |  | ", NULL},
      {"류창민 국무위원장은 지난해 12월 31일 벨로프 러시아 대통령에게 연하장을 보냈다.",
       "류창민 (KP) > 벨로프 (RU) | card | greeting | 2030-12-31 | ", NULL},
      {"윁남사회주의공화국 주석 판득성은 금요일 조선민주주의인민공화국 국무위원장 류창민동지에게 "
       "감사전문을 보내여왔다.",
       "판득성 (VN) > 류창민 (KP) | telegram | thanks | 2031-03-21 | ", NULL},
      {"류창민 국무위원장은 량문계 중국 국가주석이 보내온 선물을 받았다.",
       "량문계 (CN) > 류창민 (KP) | gift | - |  | ", NULL},
      {"교황 클레멘스 15세는 구스타프 룬드 스웨덴 총리에게 위로 전문을 보냈다.",
       "클레멘스 15세 (VA) > 구스타프 룬드 (SE) | telegram | sympathy |  | ", NULL},
      {"류창민 국무위원장이 량문계 중국 국가주석에게 보낸 답전에서 사의를 표했다.",
       "류창민 (KP) > 량문계 (CN) | telegram | reply |  |  | reply", NULL},
      {"박지훈 대통령은 린자원 대만 총통에게 축전을 보내지 않았다.", "", NULL},
      {"박지훈 대통령은 다음 달 안나 코스타 포르투갈 대통령에게 친서를 보낼 예정이다.", "", NULL},
      {"발신전화번호 변작을 막는 서비스가 스웨덴에서 시작됐다.", "", NULL},
      {"박지훈 대통령은 국제사회에 강력한 메시지를 보냈다.", "", NULL},
      {"독자 편지: 포르투갈 대통령이 다녀간 뒤 우리 마을이 달라졌다.", "", NULL},
      {"사설은 중국과 스웨덴의 관계가 발전한다고 썼다.", "", NULL},
  };
  EXPECT_ALL("ko", list);
}
