namespace LuthienProxy.Host;

static class Program
{
    static void Main()
    {
    }
}
