/* Classes that do not say in their own type what they hold: any, function, coroutine_handle, the
 * category of an error_code.  A function that they point to belongs to a class that does:
 *
 *      any:       _M_manager -> any::_Manager_external<Point>::_S_manage
 *      function:  _M_invoker -> _Function_handler<int(int), Functor>::_M_invoke              */
#include "value/print.h"
#include <string.h>

enum { LOCAL_MAX = 16 };                 /* bytes of a functor that a function has room for */

const struct type *class_called(struct printer *p, uint64_t addr, const char *template)
{
	struct decoder *d = p->j->d;
	const struct type *t = d->code_class && addr ? d->code_class(d->code_ctx, addr) : NULL;

	return t && type_is_called(t, template) ? t : NULL;
}

static bool is_closure(const struct type *t)
{
	return type_strip(t)->kind == TYPE_STRUCT && !type_strip(t)->tag;
}

bool show_held(struct printer *p, const struct type *t, uint64_t addr)
{
	uint64_t size;

	if (!type_bytes(p->j, t, &size) || !has_room(p, addr, size))
		return not_constructed(p);
	print_content(p, "value", t, addr);
	return summarise(p, "std::%s holding %s", p->name, is_closure(t) ? "a lambda" : t->name);
}

bool show_nothing(struct printer *p)
{
	p->out->kind = VALUE_STRUCT;
	return summarise(p, "std::%s (no value)", p->name);
}

bool print_any(struct printer *p)
{
	uint64_t manager, held;
	struct part storage;

	if (!printer_number(p, "_M_manager", &manager) || !printer_part(p, "_M_storage", &storage))
		return false;
	if (!manager)
		return show_nothing(p);
	const struct type *class = class_called(p, manager, "_Manager_");
	const struct type *t = class ? argument_type(class, 0) : NULL;
	if (!t)
		return !code_at(p, manager) && not_constructed(p);
	held = storage.addr;
	if (type_is_called(class, "_Manager_external<") && !read_word(p, storage.addr, &held))
		return not_constructed(p);
	return show_held(p, t, held);
}

static bool has_class_members(const struct type *t)
{
	for (size_t i = 0; i < t->n_members; i++)
		if (type_strip(type_of_member(&t->member[i]))->kind == TYPE_STRUCT)
			return true;
	return false;
}

/* A functor that is large, or that copying takes a constructor, is in a block of its own size.
 * Debug information does not tell the latter; closures of scalars need none. */
static bool is_in_block(struct printer *p, const struct type *functor, uint64_t addr)
{
	struct decoder *d = p->j->d;
	uint64_t size, word;

	if (!type_bytes(p->j, functor, &size) || size > LOCAL_MAX)
		return true;
	const struct type *t = type_strip(functor);
	if (t->kind != TYPE_STRUCT || (is_closure(t) && !has_class_members(t)))
		return false;
	return d->room && peek_word(p, addr, &word) && d->room(d->room_ctx, word) == size;
}

bool show_code(struct printer *p, uint64_t code)
{
	p->out->kind = VALUE_POINTER;
	p->out->i = code;
	p->out->text = code_at(p, code);
	return summarise(p, code ? "std::%s" : "std::%s (empty)", p->name);
}

/* Without the class, what is shown is the function that calls the target. */
bool print_function(struct printer *p)
{
	struct part functor;
	uint64_t manager, invoker, word;

	if (!printer_number(p, "_M_manager", &manager) ||
	    !printer_number(p, "_M_invoker", &invoker) ||
	    !printer_part(p, "_M_functor", &functor))
		return false;
	if (!manager)
		return show_code(p, 0);
	if (!code_at(p, manager) || !code_at(p, invoker))
		return not_constructed(p);
	const struct type *class = class_called(p, invoker, "_Function_handler<");
	const struct type *t = class ? argument_type(class, 1) : NULL;
	if (!peek_word(p, functor.addr, &word))
		word = 0;                        /* a lambda that captures nothing sets nothing */
	if (!t)
		return show_code(p, code_at(p, word) ? word : invoker);
	if (type_strip(t)->kind == TYPE_POINTER)
		return show_code(p, word);
	return show_held(p, t, is_in_block(p, t, functor.addr) ? word : functor.addr);
}

/* A coroutine's frame begins with the function that resumes it. */
bool print_coroutine(struct printer *p)
{
	uint64_t frame, resume;

	if (!printer_number(p, "_M_fr_ptr", &frame) && !printer_number(p, "__handle_", &frame))
		return false;
	p->out->kind = VALUE_POINTER;
	p->out->i = frame;
	if (frame && has_room(p, frame, 2 * WORD) && read_word(p, frame, &resume))
		p->out->text = code_at(p, resume);
	return summarise(p, "std::coroutine_handle%s", frame ? "" : " (empty)");
}

/* "Mine" of a category whose vtable's symbol is "vtable for Mine"; NULL: unknown. */
static const char *category_name(struct printer *p, uint64_t category)
{
	static const char prefix[] = "<vtable for ";
	uint64_t vtable;
	const char *text = read_word(p, category, &vtable) ? code_at(p, vtable) : NULL;

	if (!text || strncmp(text, prefix, sizeof prefix - 1) != 0)
		return NULL;
	text += sizeof prefix - 1;
	return arena_strndup(p->j->d->arena, text, strcspn(text, "+>"));
}

bool print_error_code(struct printer *p)
{
	uint64_t category;
	struct part value;

	if ((!printer_part(p, "_M_value", &value) || !printer_number(p, "_M_cat", &category)) &&
	    (!printer_part(p, "__val_", &value) || !printer_number(p, "__cat_", &category)))
		return false;
	const char *name = category_name(p, category);
	become(p, &value);
	return summarise(p, name ? "std::%s of %s" : "std::%s", p->name, name);
}
