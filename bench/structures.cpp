// A list of 100 nodes and a map of 50 strings, both changed in a loop: what students' programs have.
#include <cstdio>
#include <map>
#include <string>

struct node { int value; node *next; };

int main()
{
	node *head = nullptr;
	std::map<std::string, std::string> words;

	for (int i = 0; i < 100; i++)
		head = new node{i, head};
	for (int i = 0; i < 50; i++)
		words["key " + std::to_string(i)] = "a word that is number " + std::to_string(i);
	int sum = 0;
	for (int round = 0; round < 3; round++) {
		for (node *at = head; at; at = at->next) {
			at->value += round;
			sum += at->value;
		}
		for (auto &word : words)
			word.second += '.';
	}
	printf("%d %zu\n", sum, words.size());
	while (head) {
		node *next = head->next;
		delete head;
		head = next;
	}
	return 0;
}
