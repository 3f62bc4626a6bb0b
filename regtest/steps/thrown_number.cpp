// A thrown number has no what(): its value is said.
int main()
{
	int n = 7;
	throw n * 6;
}
