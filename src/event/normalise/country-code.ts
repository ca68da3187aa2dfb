import { isAscii } from './text.ts';

/**
 * The ISO 3166-1 alpha-2 code, in upper case, of a country given by its alpha-2 or alpha-3 code or its English name
 * (`US`, `usa`, `U.S.A.`, `United States`); undefined where it is none. `UK` is the United Kingdom, as people mean it.
 */
export function countryCode(raw: string): string | undefined {
  if (raw.length === 2) {
    const code = raw.toUpperCase();
    if (alpha2.has(code)) return code;
  }
  if (raw.length > longestName) return undefined;
  const key = letters(raw);
  if (key.length === 2 && alpha2.has(key.toUpperCase())) return key.toUpperCase();
  return alpha3.get(key.toUpperCase()) ?? aliases.get(key) ?? (key.length > 3 ? englishNames().get(key) : undefined);
}

/** Longer than any country's name; what is longer is not worth reading. */
const longestName = 80;

/** Alpha-2 and alpha-3 of ISO 3166-1, and Kosovo's codes in use. */
const codes =
  'ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD ' +
  'BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN ' +
  'CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU ' +
  'DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB ' +
  'GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG ' +
  'HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN ' +
  'KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU ' +
  'LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR ' +
  'MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL ' +
  'OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB ' +
  'RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP ' +
  'SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN ' +
  'TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM YTMYT ' +
  'ZAZAF ZMZMB ZWZWE';

const alpha2 = new Set<string>();
const alpha3 = new Map<string, string>();
for (const pair of codes.split(' ')) {
  alpha2.add(pair.slice(0, 2));
  alpha3.set(pair.slice(2), pair.slice(0, 2));
}

/** Codes and names in use beside ISO's and Unicode's. */
const aliases = new Map<string, string>([
  ['uk', 'GB'],
  ['el', 'GR'],
  ['greatbritain', 'GB'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['northernireland', 'GB'],
  ['unitedkingdomofgreatbritainandnorthernireland', 'GB'],
  ['unitedstatesofamerica', 'US'],
  ['theunitedstates', 'US'],
  ['america', 'US'],
  ['republicofireland', 'IE'],
  ['thenetherlands', 'NL'],
  ['holland', 'NL'],
  ['czechrepublic', 'CZ'],
  ['slovakrepublic', 'SK'],
  ['russianfederation', 'RU'],
  ['turkey', 'TR'],
  ['korea', 'KR'],
  ['republicofkorea', 'KR'],
  ['vietnam', 'VN'],
  ['hongkong', 'HK'],
  ['macao', 'MO'],
  ['macau', 'MO'],
  ['peoplesrepublicofchina', 'CN'],
  ['uae', 'AE'],
  ['palestine', 'PS'],
  ['macedonia', 'MK'],
  ['ivorycoast', 'CI'],
  ['capeverde', 'CV'],
  ['caboverde', 'CV'],
  ['swaziland', 'SZ'],
  ['burma', 'MM'],
  ['myanmar', 'MM'],
  ['congo', 'CG'],
  ['democraticrepublicofthecongo', 'CD'],
  ['deutschland', 'DE'],
  ['osterreich', 'AT'],
  ['schweiz', 'CH'],
  ['suisse', 'CH'],
  ['espana', 'ES'],
  ['italia', 'IT'],
  ['brasil', 'BR'],
]);

let names: Map<string, string> | undefined;

/** Unicode's English names, read when a name first comes. */
function englishNames(): Map<string, string> {
  if (names !== undefined) return names;
  names = new Map();
  const display = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  for (const code of alpha2) {
    const name = display.of(code);
    if (name !== undefined) names.set(letters(name), code);
  }
  return names;
}

/** Base letters in lower case, without accents, spaces and punctuation; `&` is "and". */
function letters(text: string): string {
  const plain = (isAscii(text) ? text : text.normalize('NFD')).replaceAll('&', 'and').replaceAll('St.', 'saint');
  return plain.toLowerCase().replace(notLetter, '');
}

const notLetter = /[^\p{L}]+/gu;
