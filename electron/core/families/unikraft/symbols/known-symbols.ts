/**
 * Symbols that the libraries of Unikraft 0.17.0, lib-musl 0.16.3 and lib-lwip 0.16.2 let others see: what nm printed of a
 * build for x86_64 with all libraries but those of Xen, and what exportsyms.uk and UK_PROVIDED_SYSCALLS list. Names with
 * an underscore in front are left out. For trees that are at hand `source-index.ts` knows more.
 */

export interface KnownLibrary {
  readonly library: string;
  /** Without `CONFIG_`. */
  readonly option: string;
  /** Separated by blanks. */
  readonly symbols: string;
}

export const KNOWN_SYMBOLS: readonly KnownLibrary[] = [
  {
    library: 'libdevfs',
    option: 'LIBDEVFS',
    symbols: 'device_close device_create device_info device_ioctl device_open device_read devop_eperm devop_noop',
  },
  {
    library: 'libfdt',
    option: 'LIBFDT',
    symbols:
      'fdt_add_mem_rsv fdt_add_reservemap_entry fdt_add_subnode fdt_add_subnode_namelen fdt_address_cells fdt_appendprop fdt_appendprop_addrrange fdt_begin_node fdt_check_full fdt_check_header fdt_create fdt_create_empty_tree fdt_create_with_flags fdt_del_mem_rsv fdt_del_node fdt_delprop fdt_end_node fdt_find_max_phandle fdt_finish fdt_finish_reservemap fdt_first_property_offset fdt_first_subnode fdt_generate_phandle fdt_get_alias fdt_get_alias_namelen fdt_get_mem_rsv fdt_get_name fdt_get_path fdt_get_phandle fdt_get_property fdt_get_property_by_offset fdt_get_property_namelen fdt_get_string fdt_getprop fdt_getprop_by_offset fdt_getprop_namelen fdt_header_size fdt_header_size_ fdt_move fdt_next_node fdt_next_property_offset fdt_next_subnode fdt_next_tag fdt_node_check_compatible fdt_node_depth fdt_node_offset_by_compatible fdt_node_offset_by_phandle fdt_node_offset_by_prop_value fdt_nop_node fdt_nop_property fdt_num_mem_rsv fdt_offset_ptr fdt_open_into fdt_overlay_apply fdt_overlay_target_offset fdt_pack fdt_parent_offset fdt_path_offset fdt_path_offset_namelen fdt_property fdt_property_placeholder fdt_resize fdt_set_name fdt_setprop fdt_setprop_inplace fdt_setprop_inplace_namelen_partial fdt_setprop_placeholder fdt_size_cells fdt_strerror fdt_string fdt_stringlist_contains fdt_stringlist_count fdt_stringlist_get fdt_stringlist_search fdt_subnode_offset fdt_subnode_offset_namelen fdt_supernode_atdepth_offset',
  },
  {
    library: 'libisrlib',
    option: 'LIBISRLIB',
    symbols:
      'memchr_isr memcmp_isr memcpy_isr memmove_isr memrchr_isr memset_isr strchr_isr strchrnul_isr strcmp_isr strcpy_isr strcspn_isr strlcat_isr strlcpy_isr strlen_isr strncmp_isr strncpy_isr strnlen_isr strrchr_isr strspn_isr strtok_isr',
  },
  {
    library: 'libmusl',
    option: 'LIBMUSL',
    symbols:
      'a64l abort abs accept accept4 access acct acos acosf acosh acoshf acoshl acosl addmntent adjtime adjtimex aio_cancel aio_cancel64 aio_error aio_error64 aio_fsync aio_fsync64 aio_read aio_read64 aio_return aio_return64 aio_suspend aio_suspend64 aio_write aio_write64 alarm alphasort alphasort64 arch_prctl asctime asctime_r asin asinf asinh asinhf asinhl asinl asprintf at_quick_exit atan atan2 atan2f atan2l atanf atanh atanhf atanhl atanl atexit atof atoi atol atoll basename bcmp bcopy bind bind_textdomain_codeset bindtextdomain brk bsd_signal bsearch btowc bzero c16rtomb c32rtomb cabs cabsf cabsl cacos cacosf cacosh cacoshf cacoshl cacosl call_once capget capset carg cargf cargl casin casinf casinh casinhf casinhl casinl catan catanf catanh catanhf catanhl catanl catclose catgets catopen cbrt cbrtf cbrtl ccos ccosf ccosh ccoshf ccoshl ccosl ceil ceilf ceill cexp cexpf cexpl cfgetispeed cfgetospeed cfmakeraw cfsetispeed cfsetospeed cfsetspeed chdir chmod chown chroot cimag cimagf cimagl clearerr clearerr_unlocked clock clock_adjtime clock_getcpuclockid clock_getres clock_gettime clock_nanosleep clock_settime clog clogf clogl clone close closelog cnd_broadcast cnd_destroy cnd_init cnd_signal cnd_timedwait cnd_wait conj conjf conjl connect copysign copysignf copysignl cos cosf cosh coshf coshl cosl cpow cpowf cpowl cproj cprojf cprojl creal crealf creall creat creat64 crypt crypt_r csin csinf csinh csinhf csinhl csinl csqrt csqrtf csqrtl ctan ctanf ctanh ctanhf ctanhl ctanl ctermid ctime ctime_r cuserid daylight dcgettext dcngettext delete_module dgettext difftime dirname div dn_comp dn_expand dn_skipname dngettext dprintf drand48 drem dremf dup dup2 dup3 duplocale ecvt encrypt endhostent endmntent endnetent endprotoent endservent endspent endusershell endutent endutxent epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_wait erand48 erf erfc erfcf erfcl erff erfl err errx ether_aton ether_aton_r ether_hostton ether_line ether_ntoa ether_ntoa_r ether_ntohost eventfd eventfd_read eventfd_write execve exit exp exp10 exp10f exp10l exp2 exp2f exp2l expf expl explicit_bzero expm1 expm1f expm1l fabs fabsf fabsl faccessat fallocate fallocate64 fanotify_init fanotify_mark fchdir fchmod fchmodat fchown fchownat fclose fcntl fcvt fdatasync fdim fdimf fdiml fdopen feclearexcept fegetenv fegetexceptflag fegetround feholdexcept feof feof_unlocked feraiseexcept ferror ferror_unlocked fesetenv fesetexceptflag fesetround fetestexcept feupdateenv fflush fflush_unlocked ffs ffsl ffsll fgetc fgetc_unlocked fgetln fgetpos fgetpos64 fgets fgets_unlocked fgetwc fgetwc_unlocked fgetws fgetws_unlocked fgetxattr fileno fileno_unlocked finite finitef flistxattr flock flockfile floor floorf floorl fma fmaf fmal fmax fmaxf fmaxl fmemopen fmin fminf fminl fmod fmodf fmodl fmtmsg fnmatch fopen fopen64 fopencookie fork fprintf fpurge fputc fputc_unlocked fputs fputs_unlocked fputwc fputwc_unlocked fputws fputws_unlocked fread fread_unlocked freeaddrinfo freeifaddrs freelocale fremovexattr freopen freopen64 frexp frexpf frexpl fscanf fseek fseeko fseeko64 fsetpos fsetpos64 fsetxattr fstat fstat64 fstatat fstatat64 fstatfs fstatfs64 fstatvfs fstatvfs64 fsync ftell ftello ftello64 ftime ftok ftruncate ftruncate64 ftrylockfile ftw ftw64 funlockfile futimens futimesat fwide fwprintf fwrite fwrite_unlocked fwscanf gai_strerror gcvt get_current_dir_name getaddrinfo getauxval getc getc_unlocked getchar getchar_unlocked getcwd getdate getdate_err getdelim getdents getdents64 getdomainname getdtablesize getegid getentropy geteuid getgid getgroups gethostbyaddr gethostbyaddr_r gethostbyname gethostbyname2 gethostbyname2_r gethostbyname_r gethostent gethostid getifaddrs getitimer getline getloadavg getmntent getmntent_r getnameinfo getnetbyaddr getnetbyname getnetent getopt getopt_long getopt_long_only getpass getpeername getpgid getpgrp getpid getppid getpriority getprotobyname getprotobynumber getprotoent getresgid getresuid getrlimit getrlimit64 getrusage gets getservbyname getservbyname_r getservbyport getservbyport_r getservent getsid getsockname getsockopt getspent getspnam getspnam_r getsubopt gettext gettid gettimeofday getuid getusershell getutent getutid getutline getutxent getutxid getutxline getw getwc getwc_unlocked getwchar getwchar_unlocked getxattr glob glob64 globfree globfree64 gmtime gmtime_r grantpt h_errno hasmntopt hcreate hcreate_r hdestroy hdestroy_r herror hsearch hsearch_r hstrerror htonl htons hypot hypotf hypotl iconv iconv_close iconv_open if_freenameindex if_indextoname if_nameindex if_nametoindex ilogb ilogbf ilogbl imaxabs imaxdiv in6addr_any in6addr_loopback index inet_addr inet_aton inet_lnaof inet_makeaddr inet_netof inet_network inet_ntoa inet_ntop inet_pton init_module initstate inotify_add_watch inotify_init inotify_init1 inotify_rm_watch insque ioctl ioperm iopl isalnum isalnum_l isalpha isalpha_l isascii isastream isatty isblank isblank_l iscntrl iscntrl_l isdigit isdigit_l isgraph isgraph_l islower islower_l isprint isprint_l ispunct ispunct_l isspace isspace_l isupper isupper_l iswalnum iswalnum_l iswalpha iswalpha_l iswblank iswblank_l iswcntrl iswcntrl_l iswctype iswctype_l iswdigit iswdigit_l iswgraph iswgraph_l iswlower iswlower_l iswprint iswprint_l iswpunct iswpunct_l iswspace iswspace_l iswupper iswupper_l iswxdigit iswxdigit_l isxdigit isxdigit_l j0 j0f j1 j1f jn jnf jrand48 kill killpg klogctl l64a labs lchmod lchown lckpwdf lcong48 ldexp ldexpf ldexpl ldiv lfind lgamma lgamma_r lgammaf lgammaf_r lgammal lgammal_r lgetxattr link linkat lio_listio lio_listio64 listen listxattr llabs lldiv llistxattr llrint llrintf llrintl llround llroundf llroundl localeconv localtime localtime_r lockf lockf64 log log10 log10f log10l log1p log1pf log1pl log2 log2f log2l logb logbf logbl logf login_tty logl longjmp lrand48 lremovexattr lrint lrintf lrintl lround lroundf lroundl lsearch lseek lseek64 lsetxattr lstat lstat64 madvise mblen mbrlen mbrtoc16 mbrtoc32 mbrtowc mbsinit mbsnrtowcs mbsrtowcs mbstowcs mbtowc memccpy memchr memcmp memcpy memmem memmove mempcpy memrchr memset mincore mkdir mkdirat mkdtemp mkfifo mkfifoat mknod mknodat mkostemp mkostemp64 mkostemps mkostemps64 mkstemp mkstemp64 mkstemps mkstemps64 mktemp mktime mlock mlockall mmap mmap64 modf modff modfl mount mprotect mq_close mq_getattr mq_notify mq_open mq_receive mq_send mq_setattr mq_timedreceive mq_timedsend mq_unlink mrand48 mremap msgctl msgget msgrcv msgsnd msync mtx_destroy mtx_init mtx_lock mtx_timedlock mtx_trylock mtx_unlock munlock munlockall munmap nan nanf nanl nanosleep nearbyint nearbyintf nearbyintl newlocale nextafter nextafterf nextafterl nexttoward nexttowardf nexttowardl nftw nftw64 ngettext nice nl_langinfo nl_langinfo_l nrand48 ns_get16 ns_get32 ns_initparse ns_name_uncompress ns_parserr ns_put16 ns_put32 ns_skiprr ntohl ntohs open open64 open_memstream open_wmemstream openat openat64 openlog openpty optarg opterr optind optopt optreset pause perror personality pipe pipe2 pivot_root poll posix_close posix_fadvise posix_fadvise64 posix_fallocate posix_fallocate64 posix_madvise posix_openpt posix_spawn posix_spawn_file_actions_addchdir_np posix_spawn_file_actions_addclose posix_spawn_file_actions_adddup2 posix_spawn_file_actions_addfchdir_np posix_spawn_file_actions_addopen posix_spawn_file_actions_destroy posix_spawn_file_actions_init posix_spawnattr_destroy posix_spawnattr_getflags posix_spawnattr_getpgroup posix_spawnattr_getschedparam posix_spawnattr_getschedpolicy posix_spawnattr_getsigdefault posix_spawnattr_getsigmask posix_spawnattr_init posix_spawnattr_setflags posix_spawnattr_setpgroup posix_spawnattr_setschedparam posix_spawnattr_setschedpolicy posix_spawnattr_setsigdefault posix_spawnattr_setsigmask pow pow10 pow10f pow10l powf powl ppoll prctl pread pread64 preadv preadv64 printf prlimit prlimit64 process_vm_readv process_vm_writev program_invocation_name program_invocation_short_name pselect psiginfo psignal pthread_atfork pthread_attr_destroy pthread_attr_getdetachstate pthread_attr_getguardsize pthread_attr_getinheritsched pthread_attr_getschedparam pthread_attr_getschedpolicy pthread_attr_getscope pthread_attr_getstack pthread_attr_getstacksize pthread_attr_init pthread_attr_setdetachstate pthread_attr_setguardsize pthread_attr_setinheritsched pthread_attr_setschedparam pthread_attr_setschedpolicy pthread_attr_setscope pthread_attr_setstack pthread_attr_setstacksize pthread_barrier_destroy pthread_barrier_init pthread_barrier_wait pthread_barrierattr_destroy pthread_barrierattr_getpshared pthread_barrierattr_init pthread_barrierattr_setpshared pthread_cancel pthread_cond_broadcast pthread_cond_destroy pthread_cond_init pthread_cond_signal pthread_cond_timedwait pthread_cond_wait pthread_condattr_destroy pthread_condattr_getclock pthread_condattr_getpshared pthread_condattr_init pthread_condattr_setclock pthread_condattr_setpshared pthread_create pthread_detach pthread_equal pthread_exit pthread_getaffinity_np pthread_getattr_default_np pthread_getattr_np pthread_getconcurrency pthread_getcpuclockid pthread_getname_np pthread_getschedparam pthread_getspecific pthread_join pthread_key_create pthread_key_delete pthread_kill pthread_mutex_consistent pthread_mutex_destroy pthread_mutex_getprioceiling pthread_mutex_init pthread_mutex_lock pthread_mutex_setprioceiling pthread_mutex_timedlock pthread_mutex_trylock pthread_mutex_unlock pthread_mutexattr_destroy pthread_mutexattr_getprotocol pthread_mutexattr_getpshared pthread_mutexattr_getrobust pthread_mutexattr_gettype pthread_mutexattr_init pthread_mutexattr_setprotocol pthread_mutexattr_setpshared pthread_mutexattr_setrobust pthread_mutexattr_settype pthread_once pthread_rwlock_destroy pthread_rwlock_init pthread_rwlock_rdlock pthread_rwlock_timedrdlock pthread_rwlock_timedwrlock pthread_rwlock_tryrdlock pthread_rwlock_trywrlock pthread_rwlock_unlock pthread_rwlock_wrlock pthread_rwlockattr_destroy pthread_rwlockattr_getpshared pthread_rwlockattr_init pthread_rwlockattr_setpshared pthread_self pthread_setaffinity_np pthread_setattr_default_np pthread_setcancelstate pthread_setcanceltype pthread_setconcurrency pthread_setname_np pthread_setschedparam pthread_setschedprio pthread_setspecific pthread_sigmask pthread_spin_destroy pthread_spin_init pthread_spin_lock pthread_spin_trylock pthread_spin_unlock pthread_testcancel pthread_timedjoin_np pthread_tryjoin_np ptrace ptsname ptsname_r putc putc_unlocked putchar putchar_unlocked putgrent putpwent puts putspent pututline pututxline putw putwc putwc_unlocked putwchar putwchar_unlocked pwrite pwrite64 pwritev pwritev64 qsort qsort_r quick_exit quotactl raise rand rand_r random read readahead readlink readlinkat readv realpath reboot recv recvfrom recvmsg regcomp regerror regexec regfree remainder remainderf remainderl remap_file_pages remove removexattr remque remquo remquof remquol rename renameat res_init res_mkquery res_query res_querydomain res_search res_send rewind rindex rint rintf rintl rmdir round roundf roundl sbrk scalb scalbf scalbln scalblnf scalblnl scalbn scalbnf scalbnl scanf sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getcpu sched_getparam sched_getscheduler sched_rr_get_interval sched_setaffinity sched_setparam sched_setscheduler sched_yield seed48 select sem_close sem_destroy sem_getvalue sem_init sem_open sem_post sem_timedwait sem_trywait sem_unlink sem_wait semctl semget semop semtimedop send sendfile sendfile64 sendmsg sendto setbuf setbuffer setdomainname setfsgid setfsuid setgid setgroups sethostent sethostname setitimer setjmp setkey setlinebuf setlocale setlogmask setmntent setnetent setns setpgid setpgrp setpriority setprotoent setregid setresgid setresuid setreuid setrlimit setrlimit64 setservent setsid setsockopt setspent setstate settimeofday setuid setusershell setutent setutxent setvbuf setxattr shm_open shm_unlink shmat shmctl shmdt shmget shutdown sigaction sigaddset sigaltstack sigandset sigdelset sigemptyset sigfillset sighold sigignore siginterrupt sigisemptyset sigismember siglongjmp signal signalfd signgam significand significandf sigorset sigpause sigpending sigprocmask sigqueue sigrelse sigset sigsetjmp sigsuspend sigtimedwait sigwait sigwaitinfo sin sincos sincosf sincosl sinf sinh sinhf sinhl sinl sleep snprintf sockatmark socket socketpair splice sprintf sqrt sqrtf sqrtl srand srand48 srandom sscanf stat stat64 statfs statfs64 statvfs statvfs64 stderr stdin stdout stime stpcpy stpncpy strcasecmp strcasecmp_l strcasestr strcat strchr strchrnul strcmp strcoll strcoll_l strcpy strcspn strdup strerror strerror_l strerror_r strfmon strfmon_l strftime strftime_l strlcat strlcpy strlen strncasecmp strncasecmp_l strncat strncmp strncpy strndup strnlen strpbrk strptime strrchr strsep strsignal strspn strstr strtod strtod_l strtof strtof_l strtoimax strtok strtok_r strtol strtold strtold_l strtoll strtoul strtoull strtoumax strverscmp strxfrm strxfrm_l swab swapoff swapon swprintf swscanf symlink symlinkat sync sync_file_range syncfs sysinfo syslog tan tanf tanh tanhf tanhl tanl tcdrain tcflow tcflush tcgetattr tcgetpgrp tcgetsid tcsendbreak tcsetattr tcsetpgrp tdelete tdestroy tee tempnam textdomain tfind tgamma tgammaf tgammal thrd_create thrd_current thrd_detach thrd_equal thrd_exit thrd_join thrd_sleep thrd_yield time timegm timer_create timer_delete timer_getoverrun timer_gettime timer_settime timerfd_create timerfd_gettime timerfd_settime times timespec_get timezone tmpfile tmpfile64 tmpnam toascii tolower tolower_l toupper toupper_l towctrans towctrans_l towlower towlower_l towupper towupper_l trunc truncate truncate64 truncf truncl tsearch tss_create tss_delete tss_get tss_set ttyname ttyname_r twalk tzname tzset ualarm ulckpwdf ulimit umask umount umount2 uname ungetc ungetwc unlink unlinkat unlockpt unshare updwtmp updwtmpx uselocale usleep utime utimensat utimes utmpname utmpxname valloc vasprintf vdprintf verr verrx versionsort versionsort64 vfork vfprintf vfscanf vfwprintf vfwscanf vhangup vmsplice vprintf vscanf vsnprintf vsprintf vsscanf vswprintf vswscanf vsyslog vwarn vwarnx vwprintf vwscanf wait wait3 wait4 waitid waitpid warn warnx wcpcpy wcpncpy wcrtomb wcscasecmp wcscasecmp_l wcscat wcschr wcscmp wcscoll wcscoll_l wcscpy wcscspn wcsdup wcsftime wcsftime_l wcslen wcsncasecmp wcsncasecmp_l wcsncat wcsncmp wcsncpy wcsnlen wcsnrtombs wcspbrk wcsrchr wcsrtombs wcsspn wcsstr wcstod wcstof wcstoimax wcstok wcstol wcstold wcstoll wcstombs wcstoul wcstoull wcstoumax wcswcs wcswidth wcsxfrm wcsxfrm_l wctob wctomb wctrans wctrans_l wctype wctype_l wcwidth wmemchr wmemcmp wmemcpy wmemmove wmemset wprintf write writev wscanf y0 y0f y1 y1f yn ynf',
  },
  {
    library: 'libmuslglue',
    option: 'LIBMUSL',
    symbols:
      'calloc free malloc memalign posix_memalign realloc uk_thread_uktcb_fini uk_thread_uktcb_init ukarch_tls_tcb_init',
  },
  {
    library: 'libnolibc',
    option: 'LIBNOLIBC',
    symbols:
      'abort asprintf atoi atol bcmp bcopy bzero calloc clearerr closelog errno exit fclose fdopen feof ferror fflush fopen fprintf fputc fputs fread free fscanf fseek fwrite getopt getopt_long getopt_long_only h_errno htonl htons initstate malloc memalign memchr memcmp memcpy memmove memrchr memset ntohl ntohs openlog optarg opterr optind optopt optreset posix_memalign printf psignal putchar puts qsort random realloc scanf setstate snprintf sprintf srandom sscanf stderr stdin stdout strcasecmp strcat strchr strchrnul strcmp strcpy strcspn strdup strerror strerror_r strlcat strlcpy strlen strncat strncmp strncpy strndup strnlen strrchr strsep strsignal strspn strstr strtok strtok_r strtol strtoll strtoul strtoull syslog vasprintf vfprintf vprintf vsnprintf vsprintf vsscanf vsyslog',
  },
  {
    library: 'libposix_environ',
    option: 'LIBPOSIX_ENVIRON',
    symbols: 'clearenv environ getenv putenv setenv unsetenv',
  },
  {
    library: 'libposix_eventfd',
    option: 'LIBPOSIX_EVENTFD',
    symbols: 'eventfd eventfd2 uk_eventfile_create uk_sys_eventfd',
  },
  {
    library: 'libposix_fdio',
    option: 'LIBPOSIX_FDIO',
    symbols:
      'fcntl fstat ioctl lseek pread64 preadv preadv2 pwrite64 pwritev pwritev2 read readv uk_sys_fadvise uk_sys_fallocate uk_sys_fchmod uk_sys_fchown uk_sys_fcntl uk_sys_fdatasync uk_sys_flock uk_sys_fstat uk_sys_fstatx uk_sys_fsync uk_sys_ftruncate uk_sys_ioctl uk_sys_lseek uk_sys_pread uk_sys_preadv uk_sys_preadv2 uk_sys_pwrite uk_sys_pwritev uk_sys_pwritev2 uk_sys_read uk_sys_readv uk_sys_write uk_sys_writev write writev',
  },
  {
    library: 'libposix_fdtab',
    option: 'LIBPOSIX_FDTAB',
    symbols:
      'close dup dup2 dup3 uk_fdtab_cloexec uk_fdtab_get uk_fdtab_getflags uk_fdtab_legacy_get uk_fdtab_legacy_open uk_fdtab_open uk_fdtab_ret uk_fdtab_setflags uk_fdtab_shim_get uk_sys_close uk_sys_dup uk_sys_dup2 uk_sys_dup3 uk_sys_dup_min',
  },
  {
    library: 'libposix_futex',
    option: 'LIBPOSIX_FUTEX',
    symbols: 'futex set_tid_address',
  },
  {
    library: 'libposix_libdl',
    option: 'LIBPOSIX_LIBDL',
    symbols: 'dladdr dlclose dlerror dlinfo dlopen dlsym dlvsym',
  },
  {
    library: 'libposix_mmap',
    option: 'LIBPOSIX_MMAP',
    symbols: 'madvise mlock mmap mprotect msync munmap',
  },
  {
    library: 'libposix_pipe',
    option: 'LIBPOSIX_PIPE',
    symbols: 'pipe pipe2 uk_pipefile_create uk_sys_pipe',
  },
  {
    library: 'libposix_poll',
    option: 'LIBPOSIX_POLL',
    symbols:
      'epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventpoll_notify_close eventpoll_signal poll ppoll pselect6 select uk_epollfile_create uk_sys_epoll_create uk_sys_epoll_ctl uk_sys_epoll_pwait2 uk_sys_ppoll uk_sys_pselect',
  },
  {
    library: 'libposix_process',
    option: 'LIBPOSIX_PROCESS',
    symbols:
      'clone execl execle execlp execv execve execvp execvpe exit exit_group getpgid getpgrp getpid getppid getpriority getrlimit getrusage getsid gettid nice pclose popen prctl prlimit prlimit64 setpgid setpgrp setpriority setrlimit setsid system tcgetpgrp tcsetpgrp uk_posix_process_create uk_posix_process_kill wait wait3 wait4 waitid waitpid',
  },
  {
    library: 'libposix_socket',
    option: 'LIBPOSIX_SOCKET',
    symbols:
      'accept accept4 bind connect getpeername getsockname getsockopt listen posix_socket_alloc_fd posix_socket_driver_get posix_socket_family_count posix_socket_file_get recv recvfrom recvmsg send sendmsg sendto setsockopt shutdown socket socketpair uk_socket_accept uk_socket_create uk_socketpair_create uk_sys_socket uk_sys_socketpair',
  },
  {
    library: 'libposix_sysinfo',
    option: 'LIBPOSIX_SYSINFO',
    symbols: 'confstr fpathconf getcpu gethostname getpagesize pathconf sethostname sysconf sysinfo uname',
  },
  {
    library: 'libposix_time',
    option: 'LIBPOSIX_TIME',
    symbols:
      'clock_getres clock_gettime clock_nanosleep clock_settime gettimeofday nanosleep setitimer settimeofday sleep time timegm timer_create timer_delete timer_getoverrun timer_gettime timer_settime times uk_sys_clock_getres uk_sys_clock_gettime uk_sys_clock_nanosleep uk_sys_clock_settime uk_sys_gettimeofday uk_sys_nanosleep uk_sys_settimeofday uk_sys_time usleep',
  },
  {
    library: 'libposix_timerfd',
    option: 'LIBPOSIX_TIMERFD',
    symbols:
      'timerfd_create timerfd_gettime timerfd_settime uk_sys_timerfd_create uk_sys_timerfd_gettime uk_sys_timerfd_settime uk_timerfile_create',
  },
  {
    library: 'libposix_tty',
    option: 'LIBPOSIX_TTY',
    symbols: 'uk_nullfile_create uk_serialfile_create uk_voidfile_create uk_zerofile_create',
  },
  {
    library: 'libposix_unixsocket',
    option: 'LIBPOSIX_UNIXSOCKET',
    symbols: 'unix_addr_bind unix_addr_lookup unix_addr_release',
  },
  {
    library: 'libposix_user',
    option: 'LIBPOSIX_USER',
    symbols:
      'capget capset endgrent endpwent getegid geteuid getgid getgrent getgrgid getgrgid_r getgrnam getgrnam_r getgrouplist getgroups getlogin getpwent getpwnam getpwnam_r getpwuid getpwuid_r getresgid getresuid getuid initgroups issetugid setegid seteuid setfsgid setfsuid setgid setgrent setgroups setpwent setregid setresgid setresuid setreuid setuid',
  },
  {
    library: 'libuk9p',
    option: 'LIBUK9P',
    symbols:
      'uk_9p_attach uk_9p_clunk uk_9p_create uk_9p_flush uk_9p_fsync uk_9p_getattr uk_9p_lcreate uk_9p_link uk_9p_lopen uk_9p_open uk_9p_read uk_9p_readdir uk_9p_readlink uk_9p_remove uk_9p_rename uk_9p_renameat uk_9p_setattr uk_9p_stat uk_9p_symlink uk_9p_version uk_9p_walk uk_9p_write uk_9p_wstat uk_9pdev_connect uk_9pdev_disconnect uk_9pdev_fid_create uk_9pdev_get_msize uk_9pdev_req_create uk_9pdev_req_lookup uk_9pdev_req_remove uk_9pdev_request uk_9pdev_set_msize uk_9pdev_trans_by_name uk_9pdev_trans_get_default uk_9pdev_trans_register uk_9pdev_trans_set_default uk_9pdev_xmit_notify uk_9pfid_get uk_9pfid_put uk_9preq_error uk_9preq_get uk_9preq_put uk_9preq_receive_cb uk_9preq_waitreply',
  },
  {
    library: 'libukalloc',
    option: 'LIBUKALLOC',
    symbols:
      'uk_alloc_availmem_ifpages uk_alloc_availmem_total uk_alloc_get_default uk_alloc_maxalloc_ifpages uk_alloc_pavailmem_compat uk_alloc_pavailmem_total uk_alloc_pmaxalloc_compat uk_alloc_register uk_alloc_stats_get uk_alloc_stats_get_global uk_calloc_compat uk_free_ifmalloc uk_free_ifpages uk_malloc_ifmalloc uk_malloc_ifpages uk_memalign_compat uk_palloc_compat uk_pfree_compat uk_posix_memalign_ifmalloc uk_posix_memalign_ifpages uk_realloc_compat uk_realloc_ifmalloc uk_realloc_ifpages',
  },
  {
    library: 'libukallocbbuddy',
    option: 'LIBUKALLOCBBUDDY',
    symbols: 'uk_allocbbuddy_init',
  },
  {
    library: 'libukallocpool',
    option: 'LIBUKALLOCPOOL',
    symbols:
      'uk_allocpool2ukalloc uk_allocpool_alloc uk_allocpool_availcount uk_allocpool_free uk_allocpool_init uk_allocpool_objlen uk_allocpool_reqmem uk_allocpool_return uk_allocpool_return_batch uk_allocpool_take uk_allocpool_take_batch',
  },
  {
    library: 'libukallocregion',
    option: 'LIBUKALLOCREGION',
    symbols: 'uk_allocregion_init',
  },
  {
    library: 'libukallocstack',
    option: 'LIBUKALLOCSTACK',
    symbols: 'uk_allocstack_init',
  },
  {
    library: 'libukargparse',
    option: 'LIBUKARGPARSE',
    symbols: 'uk_argnparse uk_nextarg uk_nextarg_r uk_strnkeycmp',
  },
  {
    library: 'libukbitops',
    option: 'LIBUKBITOPS',
    symbols:
      'uk_bitcount16 uk_bitcount32 uk_bitcount64 uk_bitmap_allocate_region uk_bitmap_and uk_bitmap_clear uk_bitmap_complement uk_bitmap_empty uk_bitmap_equal uk_bitmap_fill uk_bitmap_find_free_region uk_bitmap_find_next_zero_area uk_bitmap_find_next_zero_area_off uk_bitmap_full uk_bitmap_or uk_bitmap_release_region uk_bitmap_set uk_bitmap_weight uk_bitmap_xor uk_bitmap_zero uk_clear_bit uk_ffs uk_ffsl uk_find_first_bit uk_find_first_zero_bit uk_find_last_bit uk_find_next_bit uk_find_next_zero_bit uk_fls uk_flsl uk_get_count_order uk_ror32 uk_set_bit uk_sign_extend64 uk_test_and_clear_bit uk_test_and_set_bit uk_test_bit',
  },
  {
    library: 'libukblkdev',
    option: 'LIBUKBLKDEV',
    symbols:
      'uk_blkdev_configure uk_blkdev_count uk_blkdev_drv_name_get uk_blkdev_drv_register uk_blkdev_drv_unregister uk_blkdev_get uk_blkdev_get_info uk_blkdev_id_get uk_blkdev_queue_configure uk_blkdev_queue_finish_reqs uk_blkdev_queue_get_info uk_blkdev_queue_submit_one uk_blkdev_queue_unconfigure uk_blkdev_start uk_blkdev_state_get uk_blkdev_stop uk_blkdev_sync_io uk_blkdev_unconfigure',
  },
  {
    library: 'libukboot',
    option: 'LIBUKBOOT',
    symbols: 'uk_boot_early_init uk_boot_entry uk_boot_shutdown_req uk_version',
  },
  {
    library: 'libukbus',
    option: 'LIBUKBUS',
    symbols: 'uk_bus_count uk_bus_list',
  },
  {
    library: 'libukbus_platform',
    option: 'LIBUKBUS_PLATFORM',
    symbols: 'uk_bus_pf_devmap',
  },
  {
    library: 'libukconsole',
    option: 'LIBUKCONSOLE',
    symbols:
      'uk_console_count uk_console_get uk_console_in uk_console_in_direct uk_console_out uk_console_out_direct uk_console_register',
  },
  {
    library: 'libukcpio',
    option: 'LIBUKCPIO',
    symbols: 'ukcpio_extract',
  },
  {
    library: 'libukdebug',
    option: 'LIBUKDEBUG',
    symbols: 'uk_hexdumpd uk_hexdumpf uk_hexdumpsn uk_trace_buffer_free uk_trace_buffer_writep',
  },
  {
    library: 'libukfallocbuddy',
    option: 'LIBUKFALLOCBUDDY',
    symbols: 'uk_fallocbuddy_init uk_fallocbuddy_metadata_size uk_fallocbuddy_size',
  },
  {
    library: 'libukfile',
    option: 'LIBUKFILE',
    symbols:
      'uk_file_nop_ctl uk_file_nop_getstat uk_file_nop_read uk_file_nop_setstat uk_file_nop_write uk_file_nops uk_file_static_release uk_pollq_assign_n uk_pollq_clear uk_pollq_set_n',
  },
  {
    library: 'libukgcov',
    option: 'LIBUKGCOV',
    symbols: 'ukgcov_dump_info',
  },
  {
    library: 'libukintctlr',
    option: 'LIBUKINTCTLR',
    symbols:
      'uk_intctlr uk_intctlr_init uk_intctlr_irq_alloc uk_intctlr_irq_configure uk_intctlr_irq_fdt_xlat uk_intctlr_irq_free uk_intctlr_irq_handle uk_intctlr_irq_register uk_intctlr_irq_unregister uk_intctlr_plat_probe uk_intctlr_register',
  },
  {
    library: 'libukintctlr_xpic',
    option: 'LIBUKINTCTLR_XPIC',
    symbols: 'uk_intctlr_probe uk_intctlr_xpic_handle_irq',
  },
  {
    library: 'libuklibparam',
    option: 'LIBUKLIBPARAM',
    symbols: 'uk_libparam_parse',
  },
  {
    library: 'libuklock',
    option: 'LIBUKLOCK',
    symbols:
      'uk_mutex_get_metrics uk_mutex_init_config uk_rwlock_downgrade uk_rwlock_init_config uk_rwlock_rlock uk_rwlock_runlock uk_rwlock_upgrade uk_rwlock_wlock uk_rwlock_wunlock uk_semaphore_init',
  },
  {
    library: 'libukmmap',
    option: 'LIBUKMMAP',
    symbols: 'madvise mmap mprotect mremap munmap',
  },
  {
    library: 'libukmpi',
    option: 'LIBUKMPI',
    symbols:
      'uk_mbox_create uk_mbox_free uk_mbox_post uk_mbox_post_to uk_mbox_post_try uk_mbox_post_try_isr uk_mbox_recv uk_mbox_recv_to uk_mbox_recv_try uk_mbox_recv_try_isr',
  },
  {
    library: 'libuknetdev',
    option: 'LIBUKNETDEV',
    symbols:
      'uk_netbuf_alloc_buf uk_netbuf_alloc_indir uk_netbuf_append uk_netbuf_connect uk_netbuf_disconnect uk_netbuf_free uk_netbuf_free_single uk_netbuf_init_indir uk_netbuf_prepare_buf uk_netbuf_sglist_append uk_netdev_configure uk_netdev_count uk_netdev_drv_name_get uk_netdev_drv_register uk_netdev_einfo_get uk_netdev_get uk_netdev_hwaddr_get uk_netdev_hwaddr_set uk_netdev_id_get uk_netdev_info_get uk_netdev_mtu_get uk_netdev_mtu_set uk_netdev_probe uk_netdev_promiscuous_get uk_netdev_promiscuous_set uk_netdev_rxq_configure uk_netdev_rxq_info_get uk_netdev_rxq_intr_disable uk_netdev_rxq_intr_enable uk_netdev_start uk_netdev_state_get uk_netdev_txq_configure uk_netdev_txq_info_get',
  },
  {
    library: 'libuknofault',
    option: 'LIBUKNOFAULT',
    symbols:
      'uk_nofault_memcpy uk_nofault_memcpy_nopage uk_nofault_probe_r uk_nofault_probe_r_nopage uk_nofault_probe_rw uk_nofault_probe_rw_nopage',
  },
  {
    library: 'libukofw',
    option: 'LIBUKOFW',
    symbols:
      'fdt_chosen_stdout_path fdt_find_irq_parent_offset fdt_get_address fdt_get_interrupt fdt_getprop_u32_by_offset fdt_interrupt_cells fdt_node_check_compatible_list fdt_node_offset_by_compatible_list fdt_node_offset_idx_by_compatible_list fdt_prop_read_bool fdt_reg_read_number fdt_translate_address_by_ranges gic_get_irq_from_dtb',
  },
  {
    library: 'libukrandom',
    option: 'LIBUKRANDOM',
    symbols: 'getrandom uk_random_fill_buffer',
  },
  {
    library: 'libukring',
    option: 'LIBUKRING',
    symbols:
      'uk_ring_advance_sc uk_ring_alloc uk_ring_count uk_ring_dequeue_mc uk_ring_dequeue_sc uk_ring_empty uk_ring_enqueue uk_ring_free uk_ring_full uk_ring_peek uk_ring_peek_clear_sc uk_ring_putback_sc',
  },
  {
    library: 'libuksched',
    option: 'LIBUKSCHED',
    symbols:
      'membarrier sched_getaffinity sched_setaffinity sched_yield uk_sched_create uk_sched_dumpk_threads uk_sched_register uk_sched_start uk_sched_thread_add uk_sched_thread_create_fn0 uk_sched_thread_create_fn1 uk_sched_thread_create_fn2 uk_sched_thread_exit uk_sched_thread_exit2 uk_sched_thread_gc uk_sched_thread_remove uk_sched_thread_sleep uk_sched_thread_terminate uk_thread_block uk_thread_block_timeout uk_thread_block_until uk_thread_container_init_bare uk_thread_container_init_fn0 uk_thread_container_init_fn1 uk_thread_container_init_fn2 uk_thread_create_bare uk_thread_create_container uk_thread_create_container2 uk_thread_create_fn0 uk_thread_create_fn1 uk_thread_create_fn2 uk_thread_init_bare uk_thread_init_bare_fn0 uk_thread_init_bare_fn1 uk_thread_init_bare_fn2 uk_thread_init_fn0 uk_thread_init_fn1 uk_thread_init_fn2 uk_thread_release uk_thread_set_exited uk_thread_wake uk_thread_wake_isr',
  },
  {
    library: 'libukschedcoop',
    option: 'LIBUKSCHEDCOOP',
    symbols: 'uk_schedcoop_create',
  },
  {
    library: 'libuksglist',
    option: 'LIBUKSGLIST',
    symbols:
      'uk_sglist_alloc uk_sglist_append uk_sglist_append_sglist uk_sglist_build uk_sglist_clone uk_sglist_count uk_sglist_free uk_sglist_join uk_sglist_length uk_sglist_slice uk_sglist_split',
  },
  {
    library: 'libuksignal',
    option: 'LIBUKSIGNAL',
    symbols:
      'alarm kill killpg pause raise rt_sigaction rt_sigpending rt_sigprocmask rt_sigsuspend rt_sigtimedwait sigaction sigaddset sigaltstack sigdelset sigemptyset sigfillset siginterrupt sigismember signal sigpending sigprocmask sigsuspend sigwait tkill',
  },
  {
    library: 'libukstore',
    option: 'LIBUKSTORE',
    symbols:
      'uk_event_UKSTORE_EVENT_CREATE_OBJECT uk_event_UKSTORE_EVENT_RELEASE_OBJECT uk_store_obj_acquire uk_store_obj_alloc uk_store_obj_entry_get uk_store_obj_release uk_store_static_entry_get',
  },
  {
    library: 'libukstreambuf',
    option: 'LIBUKSTREAMBUF',
    symbols:
      'uk_streambuf_alloc2 uk_streambuf_init uk_streambuf_memcpy uk_streambuf_printf uk_streambuf_strcpy uk_streambuf_vprintf',
  },
  {
    library: 'libuktimeconv',
    option: 'LIBUKTIMECONV',
    symbols: 'uktimeconv_bmkclock_to_nsec uktimeconv_days_in_month uktimeconv_is_leap_year',
  },
  {
    library: 'libukvmem',
    option: 'LIBUKVMEM',
    symbols:
      'uk_vas_destroy uk_vas_get_active uk_vas_init uk_vas_set_active uk_vma_advise uk_vma_anon_ops uk_vma_dma_ops uk_vma_file_ops uk_vma_find uk_vma_map uk_vma_rsvd_ops uk_vma_set_attr uk_vma_stack_ops uk_vma_unmap',
  },
  {
    library: 'libvfscore',
    option: 'LIBVFSCORE',
    symbols:
      'access chdir chmod chown chroot close closedir creat creat64 dentry_alloc dentry_init dentry_lookup dentry_move dentry_remove dirfd dref drele dup dup2 dup3 eaccess euidaccess faccessat fallocate fallocate64 fchdir fchmod fchown fcntl fdatasync fdopendir fdrop fget fhold flock fstat fstat64 fstatat fstatat64 fstatfs fstatfs64 fstatvfs fstatvfs64 fsync ftruncate ftruncate64 futimens futimes futimesat getcwd getdents getdents64 iftovt_tab ioctl lchown link lseek lseek64 lstat lstat64 lutimes mkdir mkdirat mkfifo mknod mount newfstatat open open64 openat openat64 opendir pipe pipe2 posix_fadvise posix_fadvise64 pread pread64 preadv preadv64 pwrite pwrite64 pwritev pwritev64 read readdir readdir64 readdir64_r readdir_r readlink readv rename renameat rewinddir rmdir scandir seekdir stat stat64 statfs statfs64 statvfs statvfs64 symlink sync telldir truncate truncate64 umask umount umount2 unlink unlinkat utime utimensat utimes vflush vfs_busy vfscore_alloc_fd vfscore_fcntl vfscore_fstat vfscore_get_file vfscore_install_fd vfscore_ioctl vfscore_lseek vfscore_mount_dump vfscore_nullop vfscore_pread64 vfscore_preadv vfscore_put_fd vfscore_put_file vfscore_pwrite64 vfscore_pwritev vfscore_read vfscore_readv vfscore_release_mp_dentries vfscore_uiomove vfscore_vget vfscore_vop_einval vfscore_vop_eperm vfscore_vop_erofs vfscore_vop_nullop vfscore_write vfscore_writev vn_access vn_add_name vn_del_name vn_lock vn_lookup vn_setmode vn_settimes vn_stat vn_unlock vput vref vrele vttoif_tab write writev',
  },
  {
    library: 'libvirtio_bus',
    option: 'LIBVIRTIO_BUS',
    symbols: 'virtio_bus_register_device',
  },
  {
    library: 'libvirtio_mmio',
    option: 'LIBVIRTIO_MMIO',
    symbols: 'virtio_mmio_add_dev',
  },
  {
    library: 'libvirtio_ring',
    option: 'LIBVIRTIO_RING',
    symbols:
      'virtqueue_buffer_dequeue virtqueue_buffer_enqueue virtqueue_create virtqueue_destroy virtqueue_feature_negotiate virtqueue_get_avail_addr virtqueue_get_used_addr virtqueue_hasdata virtqueue_intr_disable virtqueue_intr_enable virtqueue_is_full virtqueue_notify_enabled virtqueue_physaddr virtqueue_ring_interrupt virtqueue_vring_get_num',
  },
];
