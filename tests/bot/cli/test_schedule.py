"""The station reads the vaccine schedule and signs it."""

from tests.bot.cli.conftest import Shell


def test_read_then_signed(shell: Shell) -> None:
    shell.told("init", "--sample")
    shell.stop_clock()
    read = shell.run("schedule")
    assert read.exit_code == 1
    assert "5 trong 1 mũi 2: từ 3 tháng" in read.stdout
    assert "rota mũi 1: từ 2 tháng 0 ngày (tắt)" in read.stdout
    assert read.stdout.endswith("chưa ký\n")
    assert "BS Lò Văn Hải, 2026-04-20" in shell.told("schedule", "--by", "BS Lò  Văn Hải")
    assert "BS Lò Văn Hải" in shell.told("schedule")
