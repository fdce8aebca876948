using LuthienProxy.Storage.Nodes;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Nodes;

public sealed class DirectoryLockSpec : IDisposable
{
    readonly TestFolder _folder = new();

    string Directory => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_must_not_have_one_directory()
    {
        using var first = DirectoryLock.Take(Directory, "first");
        Should.Throw<DirectoryTakenException>(() => DirectoryLock.Take(Directory, "second")).Message.ShouldContain(Directory);
        DirectoryLock.Take(_folder.File("other"), "second").Dispose();
    }

    [Fact]
    public void The_next_one_must_learn_who_had_it_before()
    {
        using (var first = DirectoryLock.Take(Directory, "a-long-name-of-the-first"))
            first.Predecessor.ShouldBeNull();
        using (var second = DirectoryLock.Take(Directory, "second"))
            second.Predecessor.ShouldBe("a-long-name-of-the-first");
        using var third = DirectoryLock.Take(Directory, "third");
        third.Predecessor.ShouldBe("second");
    }
}
