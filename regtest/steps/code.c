/* An exit code that is not 0 is said at the last step. */
int main(void)
{
	return 3;
}
