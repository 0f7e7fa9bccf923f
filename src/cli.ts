process.stderr.write("Chưa có lệnh.\n");
process.exitCode = 2;
