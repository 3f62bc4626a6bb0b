/* Who owns what: unique_ptr and shared_ptr to classes, trees and lists made of them, weak ones that
 * expire, passed and returned. */
#include <memory>
#include <stdio.h>
#include <string>
#include <utility>
#include <vector>

struct Node {
	int key;
	std::unique_ptr<Node> left, right;
	explicit Node(int k) : key(k) {}
};

static void insert(std::unique_ptr<Node> &at, int key)
{
	if (!at)
		at.reset(new Node(key));
	else
		insert(key < at->key ? at->left : at->right, key);
}

static int sum_of(const std::unique_ptr<Node> &node)
{
	if (!node)
		return 0;
	int below = sum_of(node->left) + sum_of(node->right);
	return below + node->key;
}

struct Person {
	std::string name;
	std::weak_ptr<Person> boss;
	std::vector<std::shared_ptr<Person>> staff;
	explicit Person(const char *n) : name(n) {}
};

static std::shared_ptr<Person> hire(const std::shared_ptr<Person> &boss, const char *name)
{
	std::shared_ptr<Person> person = std::make_shared<Person>(name);

	person->boss = boss;
	boss->staff.push_back(person);
	return person;
}

static std::unique_ptr<int[]> numbers(int n)
{
	std::unique_ptr<int[]> list(new int[n]);

	for (int i = 0; i < n; i++)
		list[i] = i * i;
	return list;
}

int main()
{
	std::unique_ptr<Node> root, taken;
	auto ann = std::make_shared<Person>("Ann");
	std::weak_ptr<Person> seen = hire(ann, "Bob");
	int sum = 0;

	for (int key : { 5, 2, 8 })
		insert(root, key);
	sum += sum_of(root);
	taken = std::move(root->right);
	sum += 100 * sum_of(root);
	hire(seen.lock(), "Cid");
	auto list = numbers(4);
	sum += list[3];
	ann->staff.clear();
	printf("%d %d %d %s\n", sum, taken->key, (int)seen.expired(), ann->name.c_str());
	return 0;
}
