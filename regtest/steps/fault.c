/* A signal ends the trace at the line that was running, also behind a call that came back. */
static int *nowhere;

static int value(void)
{
	return 1;
}

int main(void)
{
	*nowhere = value();
	return 0;
}
