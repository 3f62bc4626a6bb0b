/* Classes called and laid out as libstdc++'s: the printers take them for those. */
#include "start.h"

typedef unsigned long size_type;
namespace std {
template <class T> struct char_traits {};
template <class T> struct allocator {};
template <class T> struct less {};
template <class T> struct hash {};
template <class T> struct equal_to {};
template <class T> struct default_delete {};
template <class A, class B> struct pair { A first; B second; };

template <class T, class A = allocator<T>> struct _Vector_base {
	struct _Vector_impl { T *_M_start, *_M_finish, *_M_end_of_storage; } _M_impl;
};
template <class T, class A = allocator<T>> struct vector : _Vector_base<T, A> {};

inline namespace __cxx11 {
template <class C, class T = char_traits<C>, class A = allocator<C>> struct basic_string {
	struct _Alloc_hider { C *_M_p; } _M_dataplus;
	size_type _M_string_length;
	union { C _M_local_buf[16]; size_type _M_allocated_capacity; };
};
using string = basic_string<char>;
}

namespace __detail {
struct _List_node_base { _List_node_base *_M_next, *_M_prev; };
struct _List_node_header : _List_node_base { size_type _M_size; };
struct _Hash_node_base { _Hash_node_base *_M_nxt; };
template <class T> struct _Hash_node_value { T _M_storage; };
template <class T, bool C> struct _Hash_node : _Hash_node_base, _Hash_node_value<T> {};
}
template <class T> struct _List_node : __detail::_List_node_base { T _M_storage; };
template <class T> struct _List_base {
	struct _List_impl { __detail::_List_node_header _M_node; } _M_impl;
};
template <class T, class A = allocator<T>> struct list : _List_base<T> {};

struct _Rb_tree_node_base { int _M_color; _Rb_tree_node_base *_M_parent, *_M_left, *_M_right; };
template <class T> struct _Rb_tree_node : _Rb_tree_node_base { T _M_storage; };
template <class T> struct _Rb_tree {
	struct _Rb_tree_header { _Rb_tree_node_base _M_header; size_type _M_node_count; };
	struct _Rb_tree_impl : _Rb_tree_header {} _M_impl;
};
template <class K, class C = less<K>, class A = allocator<K>> struct set { _Rb_tree<K> _M_t; };
template <class K, class V, class C = less<K>, class A = allocator<pair<const K, V>>> struct map {
	_Rb_tree<pair<const K, V>> _M_t;
};

template <class T> struct _Hashtable {
	using __node_type = __detail::_Hash_node<T, false>;
	__detail::_Hash_node_base **_M_buckets;
	size_type _M_bucket_count;
	__detail::_Hash_node_base _M_before_begin;
	size_type _M_element_count;
};
template <class K, class H = hash<K>, class E = equal_to<K>, class A = allocator<K>>
struct unordered_set { _Hashtable<K> _M_h; };

struct _Sp_counted_base { int _M_use_count, _M_weak_count; };
struct __shared_count { _Sp_counted_base *_M_pi; };
template <class T> struct shared_ptr { T *_M_ptr; __shared_count _M_refcount; };

template <class T, size_type N> struct array { T _M_elems[N]; };
template <class T> struct optional {
	struct { union { char _M_empty; T _M_value; } _M_payload; bool _M_engaged; } _M_payload;
};
}

static int number[4] = { 1, 2, 3, 4 };
std::vector<int> vector;
std::string text;
std::list<int> list;
std::_List_node<int> node;
std::set<int> set;
std::map<int, short> map;
std::_Rb_tree_node<int> tree_node;
std::unordered_set<int> hashed;
std::_Hashtable<int>::__node_type hash_node;
std::__detail::_Hash_node_base *bucket[1];
std::shared_ptr<int> shared;
std::_Sp_counted_base counted = { 2, 1 };
std::optional<int> optional;
std::array<std::pair<int, char>, 2> array = { { { 1, 'a' }, { 2, 'b' } } };

static void fill_list()
{
	node._M_storage = 5;
	node._M_next = node._M_prev = &list._M_impl._M_node;
	list._M_impl._M_node._M_next = list._M_impl._M_node._M_prev = &node;
	list._M_impl._M_node._M_size = 1;
}

static void fill_tree(std::_Rb_tree<int> &tree)
{
	std::_Rb_tree_node_base &head = tree._M_impl._M_header;

	tree_node._M_storage = 6;
	tree_node._M_parent = &head;
	head._M_parent = head._M_left = head._M_right = &tree_node;
	tree._M_impl._M_node_count = 1;
}

static void fill_hash()
{
	hash_node._M_storage = 7;
	bucket[0] = &hashed._M_h._M_before_begin;
	hashed._M_h = { bucket, 1, { &hash_node }, 1 };
}

int main()
{
	vector._M_impl = { number, number + 3, number + 4 };
	text._M_dataplus._M_p = text._M_local_buf;
	text._M_local_buf[0] = 'x';
	text._M_string_length = 1;
	fill_list();
	fill_tree(set._M_t);
	fill_hash();
	shared = { &number[2], { &counted } };
	optional._M_payload._M_engaged = true;
	return 0;
}
