/* Accounts as courses have them: an abstract class, derived ones in a vector of pointers, exceptions
 * with texts, static counters, streams of output, const members. */
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

class Account {
	static int next_id;

protected:
	const int id;
	std::string owner;
	double balance;

public:
	Account(const std::string &o, double b) : id(next_id++), owner(o), balance(b) {}
	virtual ~Account() {}
	virtual double fee() const = 0;
	void withdraw(double amount)
	{
		double after = balance - amount - fee();
		if (after < 0)
			throw std::runtime_error(owner + " has too little");
		balance = after;
	}
	friend std::ostream &operator<<(std::ostream &out, const Account &a)
	{
		return out << a.id << ' ' << a.owner << ' ' << a.balance;
	}
};

int Account::next_id = 1;

class Savings : public Account {
	float rate;

public:
	Savings(const std::string &o, double b, float r) : Account(o, b), rate(r) {}
	double fee() const override { return 0; }
	void add_interest() { balance += balance * rate; }
};

class Giro : public Account {
	int uses = 0;

public:
	using Account::Account;
	double fee() const override { return uses > 1 ? 0.5 : 0.25; }
	void use() { uses++; }
};

int main()
{
	std::vector<Account *> accounts;
	Savings *savings = new Savings("Ann", 100, 0.25f);
	Giro *giro = new Giro("Bob", 10);

	accounts.push_back(savings);
	accounts.push_back(giro);
	savings->add_interest();
	giro->use();
	for (Account *account : accounts) {
		try {
			account->withdraw(60);
		} catch (const std::exception &error) {
			std::cout << error.what() << '\n';
		}
	}
	for (const Account *account : accounts)
		std::cout << *account << '\n';
	for (Account *account : accounts)
		delete account;
	return 0;
}
