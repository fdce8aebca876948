using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Paging;

namespace LuthienProxy.Storage.Tests.Queries.Paging;

[Trait("Spec", "000-07d")]
public sealed class PageCursorSpec
{
    static readonly TransactionId Id = new(Guid.Parse("0198c0de-0000-7000-8000-000000000001"));

    [Fact]
    public void A_cursor_must_give_its_place_back()
    {
        PageCursor.TryRead("calls", PageCursor.Write("calls", Id), out var id).ShouldBeTrue();
        id.ShouldBe(Id);
        PageCursor.TryRead("sessions", PageCursor.Write("sessions", DateTimeOffset.UnixEpoch.AddTicks(7), "s-1"), out var at, out var session).ShouldBeTrue();
        (at, session).ShouldBe((DateTimeOffset.UnixEpoch.AddTicks(7), "s-1"));
    }

    [Fact]
    public void A_cursor_of_another_list_must_be_refused() => PageCursor.TryRead("calls?model=a", PageCursor.Write("calls?model=b", Id), out _).ShouldBeFalse();

    [Fact]
    public void A_garbled_cursor_must_be_refused()
    {
        var cursor = PageCursor.Write("calls", Id);
        Enumerable.Range(0, cursor.Length - 1).Select(at => cursor[..at] + (cursor[at] == 'A' ? 'B' : 'A') + cursor[(at + 1)..])
            .Where(IsRead).ShouldBeEmpty();
        Enumerable.Range(0, cursor.Length).Select(length => cursor[..length]).Where(IsRead).ShouldBeEmpty();
    }

    [Fact]
    public void Any_text_must_be_read_without_a_fault() => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        !PageCursor.TryRead("calls", text.Get, out _) && !PageCursor.TryRead("sessions", text.Get, out _, out _)));

    static bool IsRead(string cursor) => PageCursor.TryRead("calls", cursor, out _);
}
