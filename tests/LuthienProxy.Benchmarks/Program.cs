namespace LuthienProxy.Benchmarks;

static class Program
{
    static void Main()
    {
    }
}
