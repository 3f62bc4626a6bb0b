/* A library's books: vectors, strings, maps and sets as variables, members and elements; grown,
 * sorted, searched and emptied. */
#include <algorithm>
#include <map>
#include <set>
#include <stdio.h>
#include <string>
#include <vector>

struct Book {
	std::string title;
	int year;
	std::vector<std::string> authors;
};

class Library {
	std::vector<Book> books;
	std::map<std::string, std::set<int>> years;

public:
	void add(const Book &book)
	{
		books.push_back(book);
		for (const std::string &author : book.authors)
			years[author].insert(book.year);
	}
	const Book *find(const std::string &title) const
	{
		for (const Book &book : books)
			if (book.title == title)
				return &book;
		return nullptr;
	}
	std::vector<int> years_of(const std::string &author) const
	{
		std::vector<int> list;
		auto found = years.find(author);
		if (found != years.end())
			list.assign(found->second.rbegin(), found->second.rend());
		return list;
	}
	std::size_t size() const { return books.size(); }
};

static std::vector<std::string> known = { "none" };

int main()
{
	Library library;
	std::map<std::string, int> loans;
	std::string name = "A title that is longer than what a string keeps in place";

	library.add({ "C", 1978, { "Kernighan", "Ritchie" } });
	library.add({ name, 1999, { "Kernighan" } });
	const Book *book = library.find("C");
	std::vector<int> years = library.years_of("Kernighan");
	for (int year : years)
		loans[book->title + std::to_string(year % 100)] += year;
	loans.erase("C99");
	known.push_back(loans.begin()->first);
	known[0].append("!");
	std::sort(years.begin(), years.end());
	name.clear();
	years.pop_back();
	printf("%zu %zu %s %s\n", library.size(), years.size(), known[0].c_str(), known[1].c_str());
	return 0;
}
