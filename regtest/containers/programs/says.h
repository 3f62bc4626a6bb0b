// SAY(x) prints what x holds, as the container's own members tell it: a line "LINE NAME NODE" on
// standard output, with a node as witness.py has it.  It is the witness where gdb has no printers.
#include <array>
#include <atomic>
#include <bitset>
#include <chrono>
#include <complex>
#include <cstdio>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <queue>
#include <stack>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>
#if __cplusplus >= 201703L
#include <any>
#include <filesystem>
#include <optional>
#include <string_view>
#include <variant>
#endif

namespace says {

template <class T, class = void> struct sayer;
template <class T> void say(const T &v) { sayer<typename std::remove_cv<T>::type>::say(v); }

inline void comma(bool &first)
{
	if (!first)
		printf(", ");
	first = false;
}

template <class T> struct sayer<T, typename std::enable_if<std::is_integral<T>::value>::type> {
	static void say(T v) { printf("{\"number\": \"%lld\"}", (long long)v); }
};

template <class T> struct sayer<T, typename std::enable_if<std::is_floating_point<T>::value>::type> {
	static void say(T v) { printf("{\"real\": %.17g}", (double)v); }
};

template <class T> struct sayer<T *> {
	static void say(const T *v)
	{
		printf("{\"pointer\": %s", v ? "true, \"to\": " : "false");
		if (v)
			says::say(*v);
		printf("}");
	}
};

template <class I> void say_range(I from, I to)
{
	bool first = true;
	printf("{\"list\": [");
	for (; from != to; ++from) {
		comma(first);
		says::say<typename std::iterator_traits<I>::value_type>(*from);
	}
	printf("]}");
}

template <class T> struct is_text : std::false_type {};
template <class C> struct is_text<std::basic_string<C>> : std::true_type {};
#if __cplusplus >= 201703L
template <class C> struct is_text<std::basic_string_view<C>> : std::true_type {};
#endif
template <class T> auto has_elements(int) -> decltype((void)std::declval<const T &>().begin(), std::true_type());
template <class T> std::false_type has_elements(...);

template <class T>
struct sayer<T, typename std::enable_if<decltype(has_elements<T>(0))::value && !is_text<T>::value>::type> {
	static void say(const T &v) { say_range(v.begin(), v.end()); }
};

template <class C> void say_text(const C *text, size_t length)
{
	printf("{\"text\": [");
	for (size_t i = 0; i < length; i++)
		printf("%s%lu", i ? ", " : "",
		       (unsigned long)text[i] & (~0ul >> (64 - 8 * sizeof(C))));
	printf("], \"width\": %zu}", sizeof(C));
}

template <class C> struct sayer<std::basic_string<C>> {
	static void say(const std::basic_string<C> &v) { say_text(v.data(), v.size()); }
};

template <class A, class B> struct sayer<std::pair<A, B>> {
	static void say(const std::pair<A, B> &v)
	{
		printf("{\"list\": [");
		says::say(v.first);
		printf(", ");
		says::say(v.second);
		printf("]}");
	}
};

template <size_t I, class T> struct tuple_sayer {
	static void say(const T &v)
	{
		tuple_sayer<I - 1, T>::say(v);
		printf("%s", I > 1 ? ", " : "");
		says::say(std::get<I - 1>(v));
	}
};
template <class T> struct tuple_sayer<0, T> { static void say(const T &) {} };
template <class... T> struct sayer<std::tuple<T...>> {
	static void say(const std::tuple<T...> &v)
	{
		printf("{\"list\": [");
		tuple_sayer<sizeof...(T), std::tuple<T...>>::say(v);
		printf("]}");
	}
};

template <class T, class D> struct sayer<std::unique_ptr<T, D>> {
	static void say(const std::unique_ptr<T, D> &v) { says::say(v.get()); }
};
template <class T> struct sayer<std::shared_ptr<T>> {
	static void say(const std::shared_ptr<T> &v)
	{
		printf("{\"pointer\": %s, \"said\": \"(use count %ld\"", v ? "true" : "false", v.use_count());
		if (v) {
			printf(", \"to\": ");
			says::say(*v);
		}
		printf("}");
	}
};
template <class T> struct sayer<std::reference_wrapper<T>> {
	static void say(const std::reference_wrapper<T> &v) { says::say(&v.get()); }
};

template <size_t N> struct sayer<std::bitset<N>> {
	static void say(const std::bitset<N> &v)
	{
		bool first = true;
		printf("{\"bits\": [");
		for (size_t i = 0; i < N; i++)
			if (v[i]) {
				comma(first);
				printf("%zu", i);
			}
		printf("]}");
	}
};

/* The container inside is protected. */
template <class A> struct opened : A { static const typename A::container_type &inner(const A &a) { return a.*(&opened::c); } };
template <class T, class C> struct sayer<std::stack<T, C>> {
	static void say(const std::stack<T, C> &v) { says::say(opened<std::stack<T, C>>::inner(v)); }
};
template <class T, class C> struct sayer<std::queue<T, C>> {
	static void say(const std::queue<T, C> &v) { says::say(opened<std::queue<T, C>>::inner(v)); }
};
template <class T, class C, class L> struct sayer<std::priority_queue<T, C, L>> {
	static void say(const std::priority_queue<T, C, L> &v)
	{
		says::say(opened<std::priority_queue<T, C, L>>::inner(v));
	}
};

template <class T> struct sayer<std::atomic<T>> {
	static void say(const std::atomic<T> &v) { says::say<T>(v.load()); }
};
template <class T> struct sayer<std::complex<T>> {
	static void say(const std::complex<T> &v)
	{
		printf("{\"list\": [");
		says::say(v.real());
		printf(", ");
		says::say(v.imag());
		printf("]}");
	}
};
template <class R, class P> struct sayer<std::chrono::duration<R, P>> {
	static void say(const std::chrono::duration<R, P> &v) { says::say(v.count()); }
};
template <class C, class D> struct sayer<std::chrono::time_point<C, D>> {
	static void say(const std::chrono::time_point<C, D> &v) { says::say(v.time_since_epoch()); }
};

#if __cplusplus >= 201703L
template <class C> struct sayer<std::basic_string_view<C>> {
	static void say(const std::basic_string_view<C> &v) { say_text(v.data(), v.size()); }
};
template <> struct sayer<std::filesystem::path> {
	static void say(const std::filesystem::path &v) { says::say(v.native()); }
};
template <class T> struct sayer<std::optional<T>> {
	static void say(const std::optional<T> &v)
	{
		printf("{\"list\": [");
		if (v)
			says::say(*v);
		printf("]}");
	}
};
template <class... T> struct sayer<std::variant<T...>> {
	static void say(const std::variant<T...> &v)
	{
		printf("{\"list\": [");
		if (!v.valueless_by_exception())
			std::visit([](const auto &x) { says::say(x); }, v);
		printf("]}");
	}
};
template <> struct sayer<std::monostate> { static void say(const std::monostate &) { printf("{\"list\": []}"); } };
#endif

template <class T> void line(int number, const char *name, const T &v)
{
	printf("%d %s ", number, name);
	say(v);
	printf("\n");
}

}

#define SAY(x) says::line(__LINE__, #x, x)
/* What an iterator or a weak_ptr leads to, an any holds. */
#define SAY_TO(x, to) says::line(__LINE__, #x, &(to))
#define SAY_HELD(x, held) says::line(__LINE__, #x, std::make_tuple(held))
