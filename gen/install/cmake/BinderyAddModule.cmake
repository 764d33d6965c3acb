# SPDX-License-Identifier: MIT
# bindery_add_module(NAME MANIFEST FILE
#                    [DEPENDS MODULE...] [CONSUMER] [OUTPUT_DIRECTORY DIR] [CFLAGS FLAG...])
#
# Generates the bindings of a module when they are needed, and again when its manifest, its
# wrapper or any header that those include has changed. What came out the same keeps its time
# stamp, so that nothing is compiled again for it.
#
#   NAME              the module's name, as its manifest has it
#   DEPENDS           the modules that the manifest depends on, added before
#   CONSUMER          the wrapper is written against the bindings of DEPENDS, not against
#                     original headers; it finds these, headers beside the manifest, and
#                     bindery/marks.h, and so does what links the module
#   OUTPUT_DIRECTORY  default: bindings, in the current binary directory
#   CFLAGS            what the original headers need: -I, -D, ...; paths are absolute
#
# Target NAME_bindings, also called bindery::NAME: a static library of the wrappers, the
# trampolines and the layout check, compiled with CFLAGS. What links it finds NAME.h and the
# bindings of DEPENDS, and no original header.

function(_bindery_check_arguments name)
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "bindery_add_module(${name}): unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(TARGET ${name}_bindings)
    message(FATAL_ERROR "bindery_add_module(${name}): this module is added already; add each "
      "once, and give a second one another name")
  endif()
  if(NOT arg_MANIFEST)
    message(FATAL_ERROR "bindery_add_module(${name}): MANIFEST FILE is missing")
  endif()
  foreach(depended IN LISTS arg_DEPENDS)
    if(NOT TARGET ${depended}_bindings)
      message(FATAL_ERROR "bindery_add_module(${name}): there is no module '${depended}' yet; "
        "add it with bindery_add_module(${depended} ...) before")
    endif()
  endforeach()
endfunction()

# The outputs are called after the manifest's name: another one here would wait for files that
# never come. What the manifest depends on must be generated before.
function(_bindery_check_manifest name manifest)
  if(NOT EXISTS "${manifest}")
    message(FATAL_ERROR "bindery_add_module(${name}): ${manifest} is not there")
  endif()
  file(READ "${manifest}" text)
  string(JSON written ERROR_VARIABLE error GET "${text}" name)
  if(NOT error AND NOT written STREQUAL name)
    message(FATAL_ERROR "bindery_add_module(${name}): ${manifest} says \"name\": \"${written}\"")
  endif()
  # Without an edge in the build the two would run at the same time.
  string(JSON n ERROR_VARIABLE error LENGTH "${text}" depends)
  if(error OR n EQUAL 0)
    return()
  endif()
  math(EXPR last "${n} - 1")
  foreach(i RANGE ${last})
    string(JSON depended ERROR_VARIABLE error GET "${text}" depends ${i})
    if(NOT error AND NOT depended IN_LIST arg_DEPENDS)
      message(FATAL_ERROR "bindery_add_module(${name}): ${manifest} depends on '${depended}'; "
        "say DEPENDS ${depended} here too")
    endif()
  endforeach()
endfunction()

# Compile options are made unique one by one; "-isystem a -isystem b" must stay two pairs.
function(_bindery_compile_options result)
  set(options)
  set(pending)
  foreach(flag IN LISTS ARGN)
    if(pending)
      list(APPEND options "SHELL:${pending} \"${flag}\"")
      set(pending)
    elseif(flag MATCHES "^-(I|D|U|isystem|iquote|idirafter|include|imacros|x)$")
      set(pending ${flag})
    else()
      list(APPEND options "${flag}")
    endif()
  endforeach()
  set(${result} ${options} PARENT_SCOPE)
endfunction()

function(bindery_add_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "CONSUMER" "MANIFEST;OUTPUT_DIRECTORY" "DEPENDS;CFLAGS")
  _bindery_check_arguments(${name})
  get_filename_component(manifest "${arg_MANIFEST}" ABSOLUTE)
  _bindery_check_manifest(${name} "${manifest}")
  get_filename_component(home "${manifest}" DIRECTORY)
  if(NOT arg_OUTPUT_DIRECTORY)
    set(arg_OUTPUT_DIRECTORY bindings)
  endif()
  get_filename_component(directory "${arg_OUTPUT_DIRECTORY}" ABSOLUTE
    BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")

  # Where the bindings of what it depends on are, directly or not.
  set(others)
  foreach(depended IN LISTS arg_DEPENDS)
    get_target_property(directories ${depended}_bindings BINDERY_DIRECTORIES)
    list(APPEND others ${directories})
  endforeach()
  list(REMOVE_DUPLICATES others)
  set(paths ${others})
  list(TRANSFORM paths PREPEND "--module-path=")
  set(flags ${arg_CFLAGS})
  if(arg_CONSUMER)
    list(APPEND flags "-I${home}")
    foreach(other IN LISTS others)
      list(APPEND flags "-I${other}")
    endforeach()
  endif()

  set(sources)
  foreach(suffix IN ITEMS .h _trampolines.h _layout_check.c _trampolines.c _wrappers.c)
    list(APPEND sources "${directory}/${name}${suffix}")
  endforeach()
  # The stamp is made new at each run; the rest only where it has changed, and what comes of
  # it is compiled only then.
  set(stamp "${directory}/${name}.stamp")
  add_custom_command(
    OUTPUT "${stamp}"
    BYPRODUCTS "${directory}/${name}.ir.json" ${sources}
    COMMAND Bindery::bindery gen --all-outputs -m "${manifest}" -o "${directory}"
      --depfile "${directory}/${name}.d" --depfile-target "${stamp}" ${paths} -- ${flags}
    COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
    DEPENDS "${manifest}" "${Bindery_PROGRAM}"
    DEPFILE "${directory}/${name}.d"
    COMMENT "Generating bindings of ${name}"
    VERBATIM
  )

  add_library(${name}_bindings STATIC "${stamp}" ${sources})
  add_library(bindery::${name} ALIAS ${name}_bindings)
  set_target_properties(${name}_bindings PROPERTIES
    BINDERY_DIRECTORIES "${directory};${others}"
    LINKER_LANGUAGE C)
  _bindery_compile_options(options ${arg_CFLAGS})
  target_compile_options(${name}_bindings PRIVATE ${options})
  # Records of other modules are in the dependency file; they must be there before.
  set(linked)
  foreach(depended IN LISTS arg_DEPENDS)
    add_dependencies(${name}_bindings ${depended}_bindings)
    list(APPEND linked bindery::${depended})
  endforeach()
  if(arg_CONSUMER)
    target_include_directories(${name}_bindings PUBLIC "${home}" INTERFACE "${directory}")
    target_link_libraries(${name}_bindings PUBLIC ${linked} Bindery::marks)
  else()
    target_include_directories(${name}_bindings PRIVATE "${home}" INTERFACE "${directory}")
    target_link_libraries(${name}_bindings INTERFACE ${linked})
  endif()
endfunction()
