/** A name as its bearer writes it, and as an e-mail address can. */
export type DemoName = { text: string; latin: string }

/** First and last names that go together. */
export type NamePool = { first: DemoName[]; last: DemoName[] }

// An underscore stands for a space; what follows a slash is how people spell a name in an address when its letters do
// not say so by themselves.
export const english = pool(
  `Olivia Emma Amelia Ava Sophia Charlotte Isla Grace Harper Evelyn Lily Hannah Zoe Ruby Chloe Megan Rachel Nora Lucy Alice
   Liam Noah Oliver James Elijah William Henry Lucas Theodore Jack Owen Samuel Ethan Caleb Ryan Nathan Dylan Isaac Adam Miles`,
  `Smith Johnson Brown Taylor Miller Davies Wilson Anderson Thomas Jackson White Harris Martin Thompson Walker Young Clark
   Lewis Robinson Wright Hill Scott Green Adams Baker Nelson Carter Mitchell Roberts Turner Phillips Campbell Parker Evans
   Edwards Collins Stewart Morris Murphy O’Brien`,
)

export const german = pool(
  `Anna Lena Hannah Mia Emilia Johanna Katharina Sophie Laura Greta Frieda Jule Ida Nele Sabine Jürgen Björn Lukas Leon Finn
   Jonas Felix Maximilian Paul Moritz Niklas Sören Matthias Günther Tobias`,
  `Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder
   Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Weiß Groß Köhler Böhm Jäger`,
)

export const french = pool(
  `Camille Chloé Léa Manon Inès Jade Louise Zoé Élodie Amélie Clémence Margaux Noémie Anaïs Hélène Lucas Hugo Louis Théo
   Gabriel Raphaël Arthur Jules Étienne Rémi Benoît François Loïc Mathéo Gaël`,
  `Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefèvre Michel Garcia David Bertrand
   Roux Vincent Fournier Morel Girard André Mercier Dupont Lambert Bonnet François Côté Gagnon`,
)

export const indonesian = pool(
  `Siti Dewi Putri Ayu Rina Fitri Sri Wulan Intan Ratna Indah Maya Nur Lestari Citra Budi Agus Andi Dimas Rizky Eko Joko Bayu
   Hendra Arif Fajar Yoga Wahyu Putra Adi`,
  `Wijaya Santoso Saputra Hidayat Setiawan Nugroho Pratama Kusuma Siregar Nasution Simanjuntak Lubis Hutapea Wibowo Susanto
   Rahman Gunawan Halim Maulana Purnama Suryadi Permana Utami Lestari Handayani Anggraini Safitri Puspita Rahayu Wulandari`,
)

export const japanese = pool(
  `さくら/sakura 陽菜/hina 美咲/misaki 結衣/yui 葵/aoi 凛/rin 七海/nanami 愛/ai 明日香/asuka 真由美/mayumi 翔太/shota 陽翔/haruto
   蓮/ren 大輝/daiki 健太/kenta 拓也/takuya 直樹/naoki 悠斗/yuto 隼人/hayato 海斗/kaito`,
  `佐藤/sato 鈴木/suzuki 高橋/takahashi 田中/tanaka 伊藤/ito 渡辺/watanabe 山本/yamamoto 中村/nakamura 小林/kobayashi 加藤/kato
   吉田/yoshida 山田/yamada 佐々木/sasaki 山口/yamaguchi 松本/matsumoto 井上/inoue 木村/kimura 林/hayashi 清水/shimizu 森/mori`,
)

export const hindi = pool(
  `आरव/aarav विवान/vivaan आदित्य/aditya अर्जुन/arjun रोहन/rohan करण/karan राहुल/rahul विकास/vikas सुनील/sunil मोहन/mohan
   अनन्या/ananya दीया/diya प्रिया/priya नेहा/neha काव्या/kavya पूजा/pooja सुनीता/sunita मीरा/meera रितु/ritu अंजलि/anjali`,
  `शर्मा/sharma वर्मा/verma गुप्ता/gupta सिंह/singh कुमार/kumar मिश्रा/mishra यादव/yadav जोशी/joshi चौहान/chauhan पांडे/pandey
   अग्रवाल/agarwal तिवारी/tiwari सक्सेना/saxena मल्होत्रा/malhotra कपूर/kapoor`,
)

export const indian = pool(
  `Aarav Vivaan Aditya Arjun Rohan Karthik Rahul Vikram Sanjay Imran Ananya Diya Priya Neha Kavya Lakshmi Sunita Meera Fatima
   Deepika`,
  `Sharma Patel Reddy Iyer Nair Gupta Singh Kumar Khan Das Chatterjee Menon Rao Desai Mehta Fernandes Pillai Bose Naidu Joshi`,
)

export const portuguese = pool(
  `Ana Maria Júlia Beatriz Larissa Camila Fernanda Gabriela Letícia Mariana Luíza Patrícia Bruna Natália João Pedro Lucas
   Gabriel Mateus Rafael Thiago Felipe Gustavo Bruno Vinícius André Caio Otávio`,
  `Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho Almeida Lopes
   Soares Fernandes Vieira Barbosa Rocha Dias Nascimento Araújo Conceição dos_Santos da_Silva`,
)

export const spanish = pool(
  `Lucía Sofía Martina María Paula Julia Carmen Elena Alba Sara Irene Nuria Begoña Hugo Martín Lucas Mateo Daniel Alejandro
   Pablo Álvaro Adrián David Javier Íñigo Andrés Sergio Jesús`,
  `García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Muñoz
   Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Núñez`,
)

export const greek = pool(
  `Μαρία/maria Ελένη/eleni Αικατερίνη/katerina Βασιλική/vasiliki Σοφία/sofia Αγγελική/angeliki Γεωργία/georgia Δήμητρα/dimitra
   Ιωάννα/ioanna Χριστίνα/christina Γεώργιος/giorgos Δημήτρης/dimitris Κωνσταντίνος/kostas Ιωάννης/giannis Νικόλαος/nikos
   Χρήστος/christos Παναγιώτης/panagiotis Βασίλης/vasilis Αθανάσιος/thanasis Μιχάλης/michalis`,
  `Παπαδόπουλος/papadopoulos Βλάχος/vlachos Αγγελόπουλος/angelopoulos Νικολαΐδης/nikolaidis Γεωργίου/georgiou Οικονόμου/oikonomou
   Δημητρίου/dimitriou Παππάς/pappas Καραγιάννης/karagiannis Μακρής/makris Αντωνίου/antoniou Ιωάννου/ioannou Σταύρου/stavrou
   Μιχαηλίδης/michailidis Ζαφειρόπουλος/zafeiropoulos`,
)

export const arabic = pool(
  `محمد/mohammed أحمد/ahmed علي/ali عمر/omar يوسف/yousef خالد/khaled حسن/hassan سعيد/saeed طارق/tariq كريم/karim فاطمة/fatima
   مريم/maryam عائشة/aisha نور/noor ليلى/layla سارة/sara هدى/huda زينب/zainab رانيا/rania دينا/dina`,
  `الهاشمي/alhashmi المنصوري/almansoori النعيمي/alnuaimi حداد/haddad خوري/khoury منصور/mansour إبراهيم/ibrahim صالح/saleh
   ناصر/nasser عبدالله/abdullah حمدان/hamdan درويش/darwish شاهين/shaheen سليمان/suleiman فارس/faris`,
)

export const dutch = pool(
  `Emma Julia Sanne Lotte Fleur Anouk Eva Femke Maud Noor Daan Sem Bram Thijs Lars Jeroen Sander Koen Ruben Joris`,
  `de_Jong Jansen de_Vries van_den_Berg van_Dijk Bakker Visser Smit Meijer de_Boer Mulder Bos Vos Peters Hendriks van_Leeuwen
   Dekker Brouwer Kuipers Postma`,
)

function pool(first: string, last: string): NamePool {
  return { first: toNames(first), last: toNames(last) }
}

function toNames(list: string): DemoName[] {
  return list.split(/\s+/).map((entry) => {
    const [name = '', latin] = entry.split('/')
    return { text: name.replaceAll('_', ' '), latin: latin ?? toLatin(name) }
  })
}

function toLatin(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/[^a-z]/g, '')
}
